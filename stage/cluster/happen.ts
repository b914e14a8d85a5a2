import type { Cluster, Stepped } from './cluster.ts';
import type { ClusterEvent, Due } from './cluster-event.ts';

/** What may happen now without anybody asking for it, in a fixed order. */
export function allowed(_cluster: Cluster): readonly Due[] {
  return [];
}

/**
 * Something happens by itself: a time-out, or a step of the brokers among themselves.
 *
 * @throws {RangeError} when it is not among what is `allowed`.
 */
export function happen(_cluster: Cluster, event: ClusterEvent): Stepped {
  throw new RangeError(`${JSON.stringify(event)} cannot happen now`);
}

/** A connection is gone: nobody waits any more for the answers to what was sent over it, and they are never given. */
export function abandon(cluster: Cluster, tickets: ReadonlySet<number>): Cluster {
  const waiting = cluster.waiting.filter(
    (one) => !tickets.has(one.type === 'fetch' || one.type === 'produce' ? one.request.ticket : one.ticket),
  );
  return waiting.length === cluster.waiting.length ? cluster : { ...cluster, waiting };
}
