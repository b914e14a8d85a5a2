import { commonLength } from '../../model/broker/log/log.ts';
import { replicaOf } from '../../model/update.ts';
import { worldQuery } from '../world-query.ts';
import { answersForGood, areSettled, isLedForGood } from './settled.ts';

/**
 * Whether followers hold up nobody but readers: no producer waits for them (acks=0 and acks=1), the leader leads for good, and what
 * it believes of them is so.
 *
 * Then brokers come first: producers wait until every broker is back, in the ISR and has everything; and nobody lags.
 *
 * Equivalence: clusters of which each shows all that the other does, and may show more in between (a trace of the one is a
 *   subsequence of one of the other's), until they come to rest with the same.
 * Sound because: no step of a producer depends on followers, nor one of theirs on more than the log; so of any run the steps of
 *   brokers can be done first, and all of them. What consumers would see of it in that run they see here: the high
 *   watermark rises to an end that a follower has, which it can tell here as well, the other one being ahead; or to where the
 *   log ended when somebody fetched, and here all fetch whenever it has grown. They may act upon what they see as long as they
 *   like before the next, and whatever comes in between they need not look at. What a lag would bring is the high watermark
 *   of those that do not lag.
 * Needs: one partition, for of two the high watermarks rise in any order; consumers that do not look at the end of the log
 *   (`auto.offset.reset`), nor at how often a record was sent, which producers change meanwhile; no leader epoch that begins
 *   when somebody is fenced.
 * Checked by: `settled.test.ts`, by the least automata with all subsequences of their traces.
 */
export const areUnawaited = worldQuery('whether no producer waits for followers', (world, state) => {
  if (world.acks === 'all' || world.partitions > 1 || world.resends) return false;
  if (world.setup.consumer['auto.offset.reset'] !== 'earliest' || !answersForGood(world, state)) return false;
  const fencingIsSilent = world.protocol.isrShrinkBumpsLeaderEpoch === 'never';
  if (!(fencingIsSilent ? isLedForGood(world, state) : areSettled(world).of(state, -1, -1))) return false;
  const { leading, log } = replicaOf(world, state, state.controller.partitions[0].leader, 0);
  return world.placement[0].every(
    (broker) => (leading?.ends[broker] ?? -1) <= commonLength(replicaOf(world, state, broker, 0).log, log),
  );
});

/**
 * Whether the high watermark will rise to the end of the log at once, in whichever order unawaited brokers come first: no follower
 * has an end between the two, or has told of one.
 */
export const risesAtOnce = worldQuery('whether the high watermark rises to the end at once', (world, state) => {
  if (!areUnawaited(world).of(state, -1, -1)) return false;
  const { leader } = state.controller.partitions[0];
  const { leading, log, highWatermark } = replicaOf(world, state, leader, 0);
  const isOnTheWay = (end: number): boolean => end > highWatermark && end < log.length;
  return world.placement[0].every((broker) => {
    if (broker === leader) return true;
    const end = commonLength(replicaOf(world, state, broker, 0).log, log);
    return !isOnTheWay(end) && !isOnTheWay(leading?.ends[broker] ?? -1);
  });
});
