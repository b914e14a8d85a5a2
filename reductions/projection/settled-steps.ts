import type { Action, ActionOf } from '../../model/action.ts';
import { fetch } from '../../model/broker/replication.ts';
import { isEqual } from '../../model/equal.ts';
import type { Query } from '../../model/query.ts';
import type { Selection } from '../../model/selection.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { isLeftOut } from './left-out.ts';
import { areSettled } from './settled.ts';

/**
 * Of the steps of settled brokers those that somebody may notice.
 *
 * 1. *A follower hears who leads*: silent, and confluent (Groote and van de Pol 2000; Blom and van de Pol 2002). It
 *    fetches nothing before from a leader that it does not know (KIP-320), nobody asks what it knows, and whatever others
 *    do meanwhile, it learns the same and they come to the same. So it comes first.
 * 2. *A fetch that brings nothing but a high watermark* changes what nobody will look at (`settledBrokers`), and is left
 *    out.
 * 3. *Whatever a broker does that nobody needs* (`left-out.ts`).
 */
export const settledSteps = (world: World): Selection<ClusterState, Action> => ({
  choose(enabled, ask) {
    if (!ask(areSettled(world))) return enabled;
    const noticed = enabled.filter(
      (action) =>
        !(isOfFollowers(action) && ask(isLeftOut(world), action.broker)) &&
        !(action.type === 'replica.fetch' && ask(bringsHighWatermark(world), action.partition, action.broker)),
    );
    const news = noticed.find((action) => action.type === 'broker.update-metadata' && ask(leadsNothing, action.broker));
    return news === undefined ? noticed : [news];
  },
  follows: () => false,
  stepsMax: 1,
});

/** What a broker does that leads nothing. */
const isOfFollowers = (
  action: Action,
): action is ActionOf<'broker.restart' | 'broker.update-metadata' | 'replica.fetch'> =>
  action.type === 'broker.restart' || action.type === 'broker.update-metadata' || action.type === 'replica.fetch';

const leadsNothing: Query<ClusterState, boolean> = {
  name: 'whether a broker leads nothing',
  of: ({ controller }, broker) => controller.partitions.every(({ leader }) => leader !== broker),
};

const bringsHighWatermark = worldQuery(
  'whether a fetch brings nothing but a high watermark',
  (world, state, partition, broker) => {
    const after = fetch.next(world, state, { type: 'replica.fetch', partition, broker });
    const { leader } = state.controller.partitions[partition];
    const [before, then] = [state, after].map((at) => ({
      leader: replicaOf(world, at, leader, partition),
      follower: { ...replicaOf(world, at, broker, partition), highWatermark: 0 },
    }));
    return isEqual(before, then);
  },
);
