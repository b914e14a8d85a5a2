import type { Ledger } from './observer/ledger.ts';
import type { Controller } from './broker/controller.ts';
import type { OffsetsLog, TransactionsLog } from './broker/coordinator-log.ts';
import type { Group } from './broker/group-coordinator.ts';
import type { Broker, Replica } from './broker/replica.ts';
import type { TransactionEntry } from './broker/transaction-coordinator.ts';
import type { Member } from './consumer/client/member.ts';
import type { OrphanedRequest } from './network/requests/request.ts';
import type { Producer } from './producer/client/producer.ts';
import type { SmallSet } from './sets.ts';

/** An object, so that whoever makes another state hands it on without a look at it: what depends on no lag is remembered once for all. */
export interface Slowness {
  /** How many more times a follower may be too slow. */
  readonly lags: number;
}

/**
 * The state of the whole cluster and of everybody who uses it. Immutable; each component is shared with the states
 * before and after as long as nothing happens to it.
 */
export interface ClusterState {
  readonly controller: Controller;
  readonly brokers: readonly Broker[];
  /** Of broker b and partition p at `b * partitions + p`; null where p has no replica on b. */
  readonly replicas: readonly (Replica | null)[];
  /** Per partition the first offset that retention has left (log start offset). */
  readonly logStarts: readonly number[];
  /** Per partition the first offset whose record is not older than `auto.offset.reset=by_duration` names; none elsewhere. */
  readonly ages: readonly number[];
  /** Of each replica, as in `replicas`, the first offset whose records it knows producers by; none where nobody forgets any (`producer-state.ts`). */
  readonly rememberedFrom: readonly number[];
  readonly producers: readonly Producer[];
  /** Requests that nobody waits for any more. */
  readonly orphanedRequests: readonly OrphanedRequest[];
  /** Per transactional id, by its number (`transactionalIdOf`): that of its process, where each has one for good. */
  readonly transactions: readonly TransactionEntry[];
  readonly groups: readonly Group[];
  /** `__consumer_offsets`; null where nothing of it can be lost, and `groups` is all there is to know of it. */
  readonly offsetsLog: OffsetsLog | null;
  /** `__transaction_state`; null where nothing of it can be lost, and `transactions` is all there is to know of it. */
  readonly transactionsLog: TransactionsLog | null;
  /** Member m of group g at `g * members + m`. */
  readonly members: readonly Member[];
  /** Per output partition the next offset of the reader behind a transform. */
  readonly downstream: readonly number[];
  readonly ledger: Ledger;
  /** What is left of the fault budget, in the order of FAULT_KINDS. */
  readonly budget: readonly number[];
  readonly slowness: Slowness;
  /** Records that are invalid: whichever leader looks at one refuses it. */
  readonly refused: SmallSet;
}
