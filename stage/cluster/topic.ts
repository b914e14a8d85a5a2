/** A topic by its name, and where its partitions are among all of the machine's. */
export interface Topic {
  readonly name: string;
  /** As Kafka prints it. */
  readonly id: string;
  /** The machine's number of partition 0; the others follow. */
  readonly first: number;
  readonly partitions: number;
}
