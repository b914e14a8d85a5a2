import type { Protocol } from '../protocol.ts';
import type { OffsetReset } from '../offset-reset.ts';

/** Why a kind of fault cannot happen in some setups, however long one searches. */
export interface Hindrance {
  /** In which of them, as a clause that follows "cannot happen". */
  readonly where: string;
  readonly applies: (world: FaultConditions) => boolean;
  /** What to do instead, as a clause without a full stop. */
  readonly instead: string;
  /**
   * What becomes of a budget for it. `refused`: the setup contradicts itself. `noted`: what hinders it is a fix of
   * Kafka's, or what else is not allowed; whoever compares versions leaves the budget as it is.
   */
  readonly budget: 'refused' | 'noted';
}

/** What of a world decides which faults it can have. */
export interface FaultConditions {
  readonly brokers: number;
  readonly replicationFactor: number;
  readonly acks: '0' | '1' | 'all';
  readonly transform: boolean;
  readonly transactional: boolean;
  readonly commit: 'before-processing' | 'after-processing' | 'auto' | 'transaction';
  readonly ownsOffsets: boolean;
  readonly assigns: boolean;
  readonly membersPerGroup: number;
  readonly protocol: Protocol;
  readonly setup: {
    readonly faults: Readonly<Record<string, number>>;
    readonly consumer: { readonly 'auto.offset.reset': OffsetReset };
    readonly application: { readonly group: 'new' | 'established' };
  };
}

/** The faults that stop a member. */
const STOPPING = ['consumer.crash', 'consumer.stall', 'consumer.close', 'processing.failed'] as const;

/** Whether members of a group can be missing: stopped by a fault, or by an error that their process ends with. */
export const losesMembers = (
  { setup: { faults }, transform, transactional }: FaultConditions,
  atLeast: number,
): boolean => STOPPING.reduce((stopped, kind) => stopped + faults[kind], 0) >= atLeast || (transform && transactional);

/** Whether a coordinator can come up without what its group was, which is empty then, or begins to join. */
export const losesGroups = ({ setup: { faults } }: FaultConditions): boolean =>
  faults['broker.power-loss'] + faults['broker.disk-loss'] > 0;
