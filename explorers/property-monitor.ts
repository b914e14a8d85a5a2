import type { Property } from '../model/property.ts';

/**
 * Asks every property about every state that a search visits, and counts the states that put each to the test.
 *
 * Properties of kind `always` are asked about every state; those of kind `at-rest` only where nothing is enabled but
 * faults, and only there do they count as exercised.
 */
export class PropertyMonitor<State> {
  private readonly properties: readonly Property<State>[];
  private readonly always: readonly number[];
  private readonly atRest: readonly number[];
  private readonly counts: number[];

  constructor(properties: readonly Property<State>[]) {
    this.properties = properties;
    const indices = properties.map((_, index) => index);
    this.always = indices.filter((index) => properties[index].kind === 'always');
    this.atRest = indices.filter((index) => properties[index].kind === 'at-rest');
    this.counts = indices.map(() => 0);
  }

  /** Checks what is claimed of every state; `report` hears of each violation. */
  check(state: State, report: (property: string, cause: string) => void): void {
    this.ask(this.always, state, report);
  }

  /** Checks what is claimed of a state at rest, beyond what is claimed of every state. */
  checkAtRest(state: State, report: (property: string, cause: string) => void): void {
    this.ask(this.atRest, state, report);
  }

  private ask(indices: readonly number[], state: State, report: (property: string, cause: string) => void): void {
    for (let at = 0; at < indices.length; at += 1) {
      const index = indices[at];
      const property = this.properties[index];
      if (property.exercised(state)) this.counts[index] += 1;
      const witness = property.violation(state);
      if (witness !== null) report(property.id, witness.cause);
    }
  }

  /** In how many of the states checked each property was put to the test, by id. */
  exercised(): Record<string, number> {
    return Object.fromEntries(this.properties.map(({ id }, index) => [id, this.counts[index]]));
  }
}
