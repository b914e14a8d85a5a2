/** What stands in a history is no operation, or not one that can stand there. Whoever reads the history adds the place. */
export class MalformedOperation extends Error {
  override readonly name = 'MalformedOperation';
  /** What is wrong, as a clause without a full stop. */
  readonly reason: string;
  /** What to do about it, as a clause without a full stop. */
  readonly wayOut: string;

  constructor(reason: string, wayOut: string) {
    super(`${reason}; ${wayOut}`);
    this.reason = reason;
    this.wayOut = wayOut;
  }
}
