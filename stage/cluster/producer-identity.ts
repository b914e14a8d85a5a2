/** To whom a producer id belongs. */
export interface ProducerIdentity {
  /** Null for a producer that is idempotent alone. */
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
  /** The epoch from which it was bumped at its client's own request (KIP-360); -1 for none. */
  readonly lastEpoch: number;
}
