import type { Action } from '../../model/action.ts';
import { isBetweenPolls } from '../../model/application/loop.ts';
import { groupCoordinatorAnswers } from '../../model/broker/reachability.ts';
import { isFault } from '../../model/faults/fault-kinds.ts';
import type { Ask } from '../../model/query.ts';
import { EMPTY, has } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, slotOf, type World } from '../../model/world.ts';
import type { Ahead, ComponentFirst } from '../decomposition.ts';
import { keepsGeneration } from '../persistent-sets/generations.ts';
import { groupSteps } from '../persistent-sets/group.ts';
import { worldQuery } from '../world-query.ts';

/**
 * Persistent sets of members before an automaton of their cluster.
 *
 * Members look at their cluster in two ways: poll() reads the log, and whoever speaks to the coordinator needs an answer. What any
 * other step comes to is the same whatever the cluster shows first; and one that waits for an answer can be taken where it has one
 * now, and is taken in every run that comes to rest if there is one in the end. So a set is persistent here where it is among the
 * members' own steps, by one of these rules:
 *
 * 1. In the middle of its loop all that a member does next: nobody ends its generation meanwhile (`generations.ts`), and
 *    what it has polled nobody else has. A record that is sent once more meanwhile counts as sent twice; processed before that it is
 *    not excused from the order, which shows no less.
 * 2. Starting again after the eviction.
 * 3. Joining a rebalance in preparation, which waits for it, where it owns nothing that it could poll first; or where all is shown.
 * 4. Learning the assignment of an eager group: should the next rebalance come first the member gives it up at once.
 * 5. What the group does while all wait for it (`group.ts`).
 * 6. All that members can do, where none could look at the log: whatever comes next of that, the cluster's steps before it can as
 *    well come behind it.
 *
 * Crashes and lost responses of a member are among its steps; a fault that was spent elsewhere is not taken in the run that is moved.
 */
export const membersFirst = (world: World): ComponentFirst<ClusterState, Action> => ({
  serves: (state) => groupCoordinatorAnswers(world, state),
  choose: (enabled, ask, ahead) => (ahead.servesInTheEnd() ? smallest(world, enabled, ask, ahead) : null),
});

function smallest(
  world: World,
  enabled: readonly Action[],
  ask: Ask<ClusterState>,
  ahead: Ahead,
): readonly Action[] | null {
  let best: readonly Action[] | null = null;
  const consider = (steps: readonly Action[] | null): void => {
    if (steps === null || !steps.some((action) => !isFault(action))) return;
    if (best === null || steps.length < best.length) best = steps;
  };
  for (let member = 0; member < world.members; member += 1) consider(stepsOf(world, enabled, member, ask, ahead));
  consider(groupSteps(world, ask, enabled));
  if (best === null && ahead.servesNow() && startsAtTheFirst(world) && !ask(isAnybodyLooking(world))) consider(enabled);
  return best;
}

/** The steps of one member that are a persistent set; null where they are not. */
function stepsOf(
  world: World,
  enabled: readonly Action[],
  member: number,
  ask: Ask<ClusterState>,
  ahead: Ahead,
): readonly Action[] | null {
  const own = enabled.filter(
    (action) => 'member' in action && action.member === member && action.type !== 'group.evict',
  );
  if (own.length === 0) return null;
  if (ask(isInLoop(world), member)) return ask(keepsGeneration(world), member) ? own : null;
  const types = new Set(own.map(({ type }) => type));
  if (types.has('consumer.restart')) return own;
  if (world.rebalance !== 'eager') return null;
  if (types.has('consumer.sync')) return learnsInVain(world) ? own : null;
  const waits = types.has('consumer.join') && ask(isAwaited(world), member);
  return waits && (ask(ownsNothing, member) || ahead.showsNothingElse()) ? own : null;
}

const isInLoop = worldQuery(
  'whether a member is in the middle of its loop',
  (world, state, member) => state.members[member].status === 'up' && !isBetweenPolls(world, state, member),
);

/** Whether the group prepares a rebalance that does not end before the member has joined. */
const isAwaited = worldQuery('whether a rebalance waits for a member', (world, { groups }, member) => {
  const { phase, members, joined } = groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  return phase === 'preparing' && has(members, slot) && !has(joined, slot);
});

const ownsNothing = {
  name: 'whether a member owns nothing',
  of: ({ members }: ClusterState, member: number) => members[member].owned === EMPTY,
};

const isAnybodyLooking = worldQuery('whether any member could poll', (world, state) =>
  state.members.some(({ owned }, member) => owned !== EMPTY && isBetweenPolls(world, state, member)),
);

/** Where a member starts that finds no offset is told by no log. */
const startsAtTheFirst = (world: World): boolean => world.setup.consumer['auto.offset.reset'] === 'earliest';

/** Whether a member that gives up at once what it has been assigned leaves nothing behind. */
const learnsInVain = (world: World): boolean =>
  startsAtTheFirst(world) && !world.autoCommit && world.onRevoke === 'nothing';
