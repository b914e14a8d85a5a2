/** Kafka's message schemas lie beside the code, as data: without them no request can be read. */
export class MissingSchemas extends Error {
  override readonly name = 'MissingSchemas';
  readonly problems: readonly {
    readonly place: { readonly file: string };
    readonly reason: string;
    readonly wayOut: string;
  }[];

  /** @param folder where they should be. */
  constructor(folder: string) {
    const reason = 'the schemas of Kafka’s messages, which this package has beside its code, are not there';
    super(`${folder}: ${reason}`);
    const wayOut =
      'install kafka-trial anew; where its code is copied or bundled, take the folder wire/apache/messages along';
    this.problems = [{ place: { file: folder }, reason, wayOut }];
  }
}
