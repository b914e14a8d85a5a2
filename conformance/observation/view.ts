/** What can be seen of a cluster after a step: what it is of, such as `high watermark of in-0`, and how it is said. */
export type View = ReadonlyMap<string, string>;

/** Something that the machine and the real cluster say differently. */
export interface Difference {
  readonly what: string;
  /** What the machine says; empty when it says nothing about it. */
  readonly machine: string;
  /** What Kafka says; empty when it cannot be seen. */
  readonly kafka: string;
}

/** What two views say differently, in the order of the machine's. */
export function differences(machine: View, kafka: View): readonly Difference[] {
  const whats = new Set([...machine.keys(), ...kafka.keys()]);
  return [...whats]
    .map((what) => ({ what, machine: machine.get(what) ?? '', kafka: kafka.get(what) ?? '' }))
    .filter(({ machine, kafka }) => machine !== kafka);
}

/** What differs, in one line. */
export const sidesOf = (found: readonly Difference[]): string =>
  found.map(({ what, machine, kafka }) => `${what}: machine "${machine}", Kafka "${kafka}"`).join('; ');
