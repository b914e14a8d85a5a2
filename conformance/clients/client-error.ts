/** What a client threw at its user: an exception of Kafka's, as the driver tells it. */
export interface ToldError {
  /** The class without its package, such as `ProducerFencedException`. */
  readonly error: string;
  /** The class with its package; in kafkajs the name of the class, once more. */
  readonly javaClass: string;
  readonly message: string | null;
  /** The class of the exception inside, without its package, or null: transactional calls have their reason there. */
  readonly cause: string | null;
}

/** A call failed in the client: what the application would have caught. No failure of the harness. */
export class ClientError extends Error implements ToldError {
  override readonly name = 'ClientError';
  readonly op: string;
  readonly error: string;
  readonly javaClass: string;
  override readonly cause: string | null;

  constructor(op: string, { error, javaClass, message, cause }: ToldError) {
    super(message ?? '');
    this.op = op;
    this.error = error;
    this.javaClass = javaClass;
    this.cause = cause;
  }
}
