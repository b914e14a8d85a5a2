/** A violation while a breadth-first search runs: its schedule is rebuilt at the end. */
export interface Discovery {
  readonly property: string;
  readonly cause: string;
  /** Which state violates, as the search numbers its states. */
  readonly state: number;
}

/** The first state that violates each property for each cause, in the order in which a search goes through its states. */
export class Discoveries {
  private readonly first = new Map<string, Map<string, Discovery>>();
  /** Properties that the search still waits for; null when it goes on to the end. */
  private readonly awaited: Set<string> | null;

  /** @param awaited the properties that the search is over with once each is violated; none: it goes on to the end. */
  constructor(awaited: readonly string[] = []) {
    this.awaited = awaited.length === 0 ? null : new Set(awaited);
  }

  note(property: string, cause: string, state: number): void {
    let byCause = this.first.get(property);
    if (byCause === undefined) {
      this.first.set(property, (byCause = new Map<string, Discovery>()));
      this.awaited?.delete(property);
    }
    const known = byCause.get(cause);
    if (known === undefined || state < known.state) byCause.set(cause, { property, cause, state });
  }

  /** Whether every property that the search waited for is violated. */
  get foundAll(): boolean {
    return this.awaited?.size === 0;
  }

  /** Those of the earliest states first. */
  all(): Discovery[] {
    const all = [...this.first.values()].flatMap((byCause) => [...byCause.values()]);
    return all.sort((one, other) => one.state - other.state);
  }
}
