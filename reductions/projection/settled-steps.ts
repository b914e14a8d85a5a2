import type { Action, ActionOf } from '../../model/action.ts';
import { fetch } from '../../model/broker/replication.ts';
import { isEqual } from '../../model/equal.ts';
import type { Ask, Query } from '../../model/query.ts';
import type { Selection } from '../../model/selection.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { isLeftOut } from './left-out.ts';
import { answersForGood, areSettled, isElectedForGood } from './settled.ts';
import { areUnawaited, risesAtOnce } from './unawaited.ts';

/**
 * Of the steps of brokers that no fault can hit any more those that somebody may notice.
 *
 * 1. *A follower hears who leads*: silent, and confluent (Groote and van de Pol 2000; Blom and van de Pol 2002). It
 *    fetches nothing before from a leader that it does not know (KIP-320), nobody asks what it knows, and whatever others
 *    do meanwhile, it learns the same and they come to the same. So it comes first, once brokers are settled; and as long as
 *    nobody knows that it leads, so that nobody can fetch, it waits, and so does a broker that comes back.
 * 2. *A fetch that brings nothing but a high watermark* changes what nobody will look at (`settledBrokers`), and is left
 *    out.
 * 3. *Whatever a broker does that nobody needs* (`left-out.ts`).
 * 4. *What producers do* waits for brokers, where these are not waited for (`unawaited.ts`).
 */
export const settledSteps = (world: World): Selection<ClusterState, Action> => ({
  choose(enabled, ask) {
    if (ask(isUnheard(world))) {
      return enabled.filter((action) => !(isOfFollowers(action) && ask(leadsNothing, action.broker)));
    }
    const noticed = ask(areSettled(world)) ? noticedOf(world, enabled, ask) : enabled;
    return ask(areUnawaited(world)) ? brokersFirst(world, noticed, ask) : noticed;
  },
  follows: () => false,
  stepsMax: 1,
});

/** Of the steps of settled brokers those that somebody may notice. */
function noticedOf(world: World, enabled: readonly Action[], ask: Ask<ClusterState>): readonly Action[] {
  const noticed = enabled.filter(
    (action) =>
      !(isOfFollowers(action) && ask(isLeftOut(world), action.broker)) &&
      !(action.type === 'replica.fetch' && ask(bringsHighWatermark(world), action.partition, action.broker)),
  );
  const news = noticed.find((action) => action.type === 'broker.update-metadata' && ask(leadsNothing, action.broker));
  return news === undefined ? noticed : [news];
}

/** Where the high watermark can stop on its way, brokers take their steps in any order. */
function brokersFirst(world: World, enabled: readonly Action[], ask: Ask<ClusterState>): readonly Action[] {
  const first = enabled.filter(({ type }) => ofBrokers.has(type));
  if (first.length === 0) return enabled.filter(({ type }) => type !== 'replica.lag');
  return ask(risesAtOnce(world)) ? first.slice(0, 1) : first;
}

/** What brokers and the controller do of themselves. */
const ofBrokers: ReadonlySet<Action['type']> = new Set([
  'broker.restart',
  'broker.update-metadata',
  'controller.alter-partition',
  'controller.fence-broker',
  'replica.fetch',
]);

/** What a broker does that leads nothing. */
const isOfFollowers = (
  action: Action,
): action is ActionOf<'broker.restart' | 'broker.update-metadata' | 'replica.fetch'> =>
  action.type === 'broker.restart' || action.type === 'broker.update-metadata' || action.type === 'replica.fetch';

/** Of one partition: where there are others, their leaders may be waiting for what the same brokers have to tell. */
const isUnheard = worldQuery(
  'whether nobody knows that it leads, of whom the controller has named one for good',
  (world, state) =>
    world.partitions === 1 &&
    isElectedForGood(state, 0) &&
    world.placement[0].every((broker) => replicaOf(world, state, broker, 0).leading === null) &&
    answersForGood(world, state),
);

export const leadsNothing: Query<ClusterState, boolean> = {
  name: 'whether a broker leads nothing',
  of: ({ controller }, broker) => controller.partitions.every(({ leader }) => leader !== broker),
};

const bringsHighWatermark = worldQuery(
  'whether a fetch brings nothing but a high watermark',
  (world, state, partition, broker) => {
    if (!hasToldItsEnd(world, state, partition, broker)) return false;
    const after = fetch.next(world, state, { type: 'replica.fetch', partition, broker });
    const { leader } = state.controller.partitions[partition];
    const [before, then] = [state, after].map((at) => ({
      leader: replicaOf(world, at, leader, partition),
      follower: { ...replicaOf(world, at, broker, partition), highWatermark: 0 },
    }));
    return isEqual(before, then);
  },
);

/**
 * Whether a follower has everything, and its leader knows: if not, a fetch tells, brings records, or truncates. Asked before the
 * fetch is tried, since it reads far less.
 */
function hasToldItsEnd(world: World, state: ClusterState, partition: number, broker: number): boolean {
  const { leader } = state.controller.partitions[partition];
  const { leading, log } = replicaOf(world, state, leader, partition);
  const end = replicaOf(world, state, broker, partition).log.length;
  return leading?.ends[broker] === end && log.length === end;
}
