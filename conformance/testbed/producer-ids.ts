/** How the machine's producer ids are called: as whoever has them. */
export const nameOfProducerId = (id: number): string => `p${id}`;

/**
 * Which of the cluster's producer ids is which of the machine's. Kafka draws them from a counter that outlives a schedule, so
 * that only this is compared: the same where the machine has the same, and another where it has another.
 */
export class ProducerIds {
  readonly #names = new Map<number, string>();
  readonly #real = new Map<string, number>();

  /** Where both sides have a record in the same place, their producer ids belong together, if neither has met another. */
  learn(real: number, name: string): void {
    if (this.#names.has(real) || this.#real.has(name)) return;
    this.#names.set(real, name);
    this.#real.set(name, real);
  }

  /** The machine's name of a producer id; one that belongs to nobody says so. */
  nameOf(real: number): string {
    return this.#names.get(real) ?? `producer id ${real}`;
  }

  /** The cluster's number of it; undefined where nothing has been seen of it. */
  realOf(name: string): number | undefined {
    return this.#real.get(name);
  }
}
