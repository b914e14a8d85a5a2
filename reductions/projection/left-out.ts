import { commonLength } from '../../model/broker/log/log.ts';
import { groupCoordinatorAnswers } from '../../model/broker/reachability.ts';
import type { Replica } from '../../model/broker/replica.ts';
import type { Rewriting, RewrittenPart } from '../../model/rewriting.ts';
import { elementsOf, EMPTY, has, range, remove, replaceAt, sizeOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { hasReplica, replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { areSettled, leaderOf } from './settled.ts';

/**
 * Whether nobody needs this broker, among settled ones: it is in no ISR, and the leader has a follower all the same, as many
 * members as a write asks for, and nothing to hear from any of them; or, where none lags any more, all or nothing.
 *
 * Equivalence: clusters with the same traces, from this state on.
 * Sound because: nobody will ever have to lead in its place, so that all it can do is come back to the ISR and have the high
 *   watermark wait for it. Where that stops then is where the log ended when somebody fetched; a follower that has
 *   nothing more than the high watermark can fetch at each of these ends and say so with its next fetch, before which the
 *   log need not grow: nobody outside sees a log grow. Where it lags out and this broker goes on in its place, it can go
 *   on as well; where the leader is alone, it can be so here. Where nobody lags any more, a follower may also have everything: then
 *   the high watermark stops there, and this broker cannot have it wait for less. Coordinators answer already.
 * Needs: that a leader leads for good (`settled.ts`); no proposal on its way that the broker may be part of; one partition, for
 *   the requests of a producer arrive in order, and so a log may have to grow for the sake of another; no end of the broker's
 *   own, as its log may have from before, between the high watermark and the end of the leader's log.
 * Checked by: `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export const isLeftOut = worldQuery(
  'whether nobody needs a broker',
  (world, state, broker) =>
    world.partitions === 1 &&
    areSettled(world).of(state, -1, -1) &&
    groupCoordinatorAnswers(world, state) &&
    (!hasReplica(world, broker, 0) || doWithout(world, state, broker)),
);

function doWithout(world: World, state: ClusterState, broker: number): boolean {
  const { leader, isr, partitionEpoch } = state.controller.partitions[0];
  const { leading, log, highWatermark } = leaderOf(world, state, 0);
  if (leading.partitionEpoch !== partitionEpoch || leading.proposedIsr !== EMPTY) return false;
  if (has(isr, broker) || sizeOf(isr) < Math.max(leaderAndFollower, world.minIsr)) return false;
  const end = (one: number): number => commonLength(replicaOf(world, state, one, 0).log, log);
  const followers = elementsOf(isr).filter((one) => one !== leader);
  if (followers.every((one) => end(one) === highWatermark)) {
    return end(broker) <= highWatermark || end(broker) === log.length;
  }
  return (
    state.slowness.lags === 0 &&
    followers.every((one) => end(one) === highWatermark || end(one) === log.length) &&
    hasAllOrMayNotAsk(world, state, broker)
  );
}

/**
 * Whether a follower of the only partition has all that there is, or so little that it may not ask for the ISR before it has
 * fetched: it never has the high watermark wait for less than everything.
 */
export function hasAllOrMayNotAsk(world: World, state: ClusterState, broker: number): boolean {
  const { leading, highWatermark, log } = leaderOf(world, state, 0);
  const end = commonLength(replicaOf(world, state, broker, 0).log, log);
  return end === log.length || end < Math.max(highWatermark, leading.epochStart);
}

const leaderAndFollower = 2;

/** What such a broker has, and what is known of it, is as if it were new. */
export const withoutLeftOut = (world: World): readonly Rewriting<ClusterState>[] =>
  range(world.brokers).map((broker) => ({
    applies: (ask) => ask(isLeftOut(world), broker),
    parts: [
      { path: ['brokers', broker], of: () => ({ up: true, orderly: false }) },
      { path: ['controller', 'fenced'], of: ({ controller }) => remove(controller.fenced, broker) },
      ...range(world.partitions)
        .filter((partition) => hasReplica(world, broker, partition))
        .flatMap((partition) => partsWithout(world, partition, broker)),
    ],
  }));

function partsWithout(world: World, partition: number, broker: number): readonly RewrittenPart<ClusterState>[] {
  return [
    {
      path: ['controller', 'partitions', partition],
      of({ controller }) {
        const leadership = controller.partitions[partition];
        return { ...leadership, elr: remove(leadership.elr, broker) };
      },
    },
    ...world.placement[partition].map((host): RewrittenPart<ClusterState> => {
      const path = ['replicas', host * world.partitions + partition];
      if (host === broker) return { path, of: () => NEW };
      return {
        path: [...path, 'leading'],
        of(state) {
          const { leading } = replicaOf(world, state, host, partition);
          return leading === null ? null : { ...leading, ends: replaceAt(leading.ends, broker, -1) };
        },
      };
    }),
  ];
}

const NEW: Replica = { log: [], highWatermark: 0, leader: -1, leaderEpoch: -1, aligned: true, leading: null };
