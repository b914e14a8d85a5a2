/** To whom a producer id belongs. */
export interface ProducerIdentity {
  /** Null for a producer that is idempotent alone. */
  readonly transactionalId: string | null;
  readonly transactionTimeoutMs: number;
  /** The epoch whose owner may have lost an answer, and gets it again: that before a bump which it asked for (KIP-360, KIP-890); -1 for none. */
  readonly lastEpoch: number;
}
