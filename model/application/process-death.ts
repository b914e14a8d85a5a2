import type { Member } from '../consumer/client/member.ts';
import { blank } from '../consumer/client/starting.ts';
import { abandonConnections } from '../network/requests/orphaned-requests.ts';
import type { ClusterState } from '../state.ts';
import { withMember, withProducer } from '../update.ts';
import { memberOf, producersOf } from '../transactional-ids.ts';
import type { World } from '../world.ts';
import { stepAfterDeath } from './checkpoints.ts';
import { commitOnClose } from './closing.ts';

/** What is lost when a process dies: everything that is not in Kafka. */
export const deadMember = (world: World, member: Member): Member => ({
  ...blank(world, member),
  status: 'crashed',
  stored: member.stored.map(() => -1),
  step: stepAfterDeath(world, member),
  batch: [],
  worker: [],
  letters: [],
  uncommitted: 0,
  finished: member.finished.map(() => -1),
});

/** A process dies, with its producer; what was on the wire may still arrive. */
export function killMember(world: World, state: ClusterState, member: number, late: boolean): ClusterState {
  const after = withoutCommits(world, withMember(state, member, deadMember(world, state.members[member])), member);
  return killProducers(world, after, member, late);
}

/** Commits that were on their way are lost with the process. */
function withoutCommits(world: World, state: ClusterState, member: number): ClusterState {
  if (world.client.commitsInOrder) return state;
  const orphanedRequests = state.orphanedRequests.filter(
    (orphan) => orphan.kind !== 'offset-commit' || orphan.member !== member,
  );
  return orphanedRequests.length < state.orphanedRequests.length ? { ...state, orphanedRequests } : state;
}

/** The producers of a member die with it. */
export const killProducers = (world: World, state: ClusterState, member: number, late: boolean): ClusterState =>
  world.transform
    ? producersOf(world, member).reduce((after, producer) => killProducer(after, producer, late), state)
    : state;

export function killProducer(state: ClusterState, producer: number, late: boolean): ClusterState {
  const after = abandonConnections(state, producer, late);
  return withProducer(after, producer, { ...after.producers[producer], up: false, stalled: false });
}

/** A fatal error (ProducerFencedException): the application closes its clients and its process is started anew. */
export function exitProcess(world: World, state: ClusterState, producer: number): ClusterState {
  if (!world.transform) return killProducer(state, producer, false);
  const member = memberOf(world, producer);
  return killMember(world, commitOnClose(world, state, member), member, false);
}
