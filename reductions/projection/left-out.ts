import { groupCoordinatorAnswers } from '../../model/broker/reachability.ts';
import type { Replica } from '../../model/broker/replica.ts';
import type { Rewriting, RewrittenPart } from '../../model/rewriting.ts';
import { EMPTY, has, range, remove, replaceAt, sizeOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { hasReplica, replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { areSettled } from './settled.ts';

/**
 * Whether nobody needs this broker, among settled ones: it is in no ISR, and each of these has a follower all the same, and
 * as many members as a write asks for.
 *
 * Equivalence: clusters with the same traces.
 * Sound because: nobody will ever have to lead in its place, so that all it can do is come back to an ISR. Then the high
 *   watermark waits for it as well, and that much slower the follower that is in the ISR could have been by itself; the
 *   minimum is met without it; and where that follower lags out, it can come back by itself too. The coordinators
 *   answer already, and a broker more takes nothing from them.
 * Needs: that a leader leads for good (`settled.ts`), and no proposal on its way that it may be part of.
 * Checked by: `settled.test.ts`, by the least automata with the traces of whole clusters.
 */
export const isLeftOut = worldQuery(
  'whether nobody needs a broker',
  (world, state, broker) =>
    areSettled(world).of(state, -1, -1) &&
    groupCoordinatorAnswers(world, state) &&
    state.controller.partitions.every(
      (_, partition) => !hasReplica(world, broker, partition) || doWithout(world, state, partition, broker),
    ),
);

function doWithout(world: World, state: ClusterState, partition: number, broker: number): boolean {
  const { leader, isr, partitionEpoch } = state.controller.partitions[partition];
  const { leading } = replicaOf(world, state, leader, partition);
  if (leading?.partitionEpoch !== partitionEpoch || leading.proposedIsr !== EMPTY) return false;
  return !has(isr, broker) && sizeOf(isr) >= Math.max(leaderAndFollower, world.minIsr);
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
