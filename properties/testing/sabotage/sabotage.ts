import type { Protocol } from '../../../model/protocol.ts';
import type { SetupDraft } from '../../../setups/input.ts';

/** A safety mechanism of the protocol that is taken away, and the named guarantee that must notice. */
export interface Sabotage {
  /** What is taken away, and how. */
  readonly protocol: Partial<Protocol>;
  readonly setup: SetupDraft;
  readonly guarantee: string;
  readonly cause: string;
  /** How many steps the shortest story has. */
  readonly steps: number;
}

/** Nothing is answered and nothing retried, and nobody reads: replication alone. */
export const logsAlone: SetupDraft = {
  producer: { acks: '0', 'enable.idempotence': false },
  consumer: { 'auto.offset.reset': 'none' },
};
