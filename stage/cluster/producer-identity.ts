/** To whom a producer id belongs. */
export interface ProducerIdentity {
  /** Null for a producer that is idempotent alone. */
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
}
