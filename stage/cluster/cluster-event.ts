import type { Action } from '../../model/action.ts';

/**
 * What may happen in a cluster without anybody asking for it. None of it happens by itself: whoever drives the cluster has
 * the clock, and lets each happen when it likes.
 */
export type ClusterEvent =
  /** group.initial.rebalance.delay.ms is over: a group that was empty waits for no more members. */
  | { readonly type: 'group.start'; readonly group: string }
  /** rebalance.timeout.ms (of the slowest member): whoever has not joined again is left out. */
  | { readonly type: 'group.rebalance-time-out'; readonly group: string }
  /** session.timeout.ms passes for a member, or for somebody who was named and has not joined. */
  | { readonly type: 'member.session-time-out'; readonly group: string; readonly memberId: string }
  /** fetch.max.wait.ms passes: the request is answered with what there is. */
  | { readonly type: 'fetch.answer'; readonly ticket: number }
  /** The next record of the input comes, where there are pauses between them. */
  | { readonly type: 'input.comes' }
  /** The producer's request.timeout.ms passes for what waits for followers: REQUEST_TIMED_OUT. */
  | { readonly type: 'produce.time-out'; readonly ticket: number }
  /** transaction.timeout.ms passes: the coordinator aborts and fences. */
  | { readonly type: 'transaction.time-out'; readonly transactionalId: string }
  /** A step of brokers, controller or coordinators among themselves: replication, leadership, markers. */
  | { readonly type: 'machine'; readonly action: Action }
  /** A fault: the process dies, its log survives. It is never listed, and may happen to any broker that is up. */
  | { readonly type: 'broker.crash'; readonly broker: number };

/** An event that may happen now. */
export interface Due {
  /**
   * The same for as long as it is the same occasion: another heartbeat begins another session. What has happened and is still
   * listed has come up anew.
   */
  readonly id: string;
  /** When it happens in an undisturbed cluster: this long after the occasion came up. */
  readonly afterMs: number;
  readonly event: ClusterEvent;
}
