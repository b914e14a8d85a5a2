/** What clients told their users, as their processes reported it. */
export class Told {
  readonly #outcomes = new Map<number, 'acknowledged' | 'failed'>();

  /** A send of the record has ended. One that was reported stored stays so, whatever a later attempt is told. */
  note(value: number, outcome: 'acknowledged' | 'failed'): void {
    if (this.#outcomes.get(value) !== 'acknowledged') this.#outcomes.set(value, outcome);
  }

  outcomeOf(value: number): 'acknowledged' | 'failed' | 'none' {
    return this.#outcomes.get(value) ?? 'none';
  }
}
