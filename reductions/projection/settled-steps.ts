import type { Action, ActionOf } from '../../model/action.ts';
import type { Ask } from '../../model/query.ts';
import type { Selection } from '../../model/selection.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { isIdleFetch } from './bookkeeping.ts';
import { isLeftOut } from './left-out.ts';
import { promptSteps } from './prompt-steps.ts';
import { answersForGood, areSettled, isElectedForGood, leadsNothing } from './settled.ts';
import { areUnawaited, risesAtOnce } from './unawaited.ts';

/**
 * Of the steps of a cluster those that somebody may notice, most of all once no fault can hit its brokers any more.
 *
 * 1. *What comes at once* (`prompt-steps.ts`); but a follower hears who leads only when somebody does, so that it can fetch, and so
 *    does a broker that comes back.
 * 2. *A fetch that changes nothing that counts* (`bookkeeping.ts`) is left out.
 * 3. *Whatever a broker does that nobody needs* (`left-out.ts`).
 * 4. *What producers do* waits for brokers, where these are not waited for (`unawaited.ts`).
 */
export const settledSteps = (world: World): Selection<ClusterState, Action> => ({
  choose(enabled, ask) {
    if (ask(isUnheard(world))) {
      return enabled.filter((action) => !(isOfFollowers(action) && ask(leadsNothing, action.broker)));
    }
    const noticed = noticedOf(world, enabled, ask);
    return ask(areUnawaited(world)) ? brokersFirst(world, noticed, ask) : noticed;
  },
  follows: () => false,
  stepsMax: 1,
  atOnce: promptSteps(world),
});

/** The steps that somebody may notice. */
function noticedOf(world: World, enabled: readonly Action[], ask: Ask<ClusterState>): readonly Action[] {
  const settled = ask(areSettled(world));
  return enabled.filter(
    (action) =>
      !(settled && isOfFollowers(action) && ask(isLeftOut(world), action.broker)) &&
      !(action.type === 'replica.fetch' && ask(isIdleFetch(world), action.partition, action.broker)),
  );
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
