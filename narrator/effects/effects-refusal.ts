import type { Action } from '../../model/action.ts';
import { isRefusedByClient } from '../../model/application/committing.ts';
import { acceptsCommit } from '../../model/broker/offset-commits.ts';
import { factOf } from '../../model/observer/transaction-facts.ts';
import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { producersOf } from '../../model/transactional-ids.ts';
import { groupOf, type World } from '../../model/world.ts';
import { refusalOf } from '../refusal.ts';
import type { Moment } from '../moment.ts';
import { GROUP_COORDINATOR, partitionName, TRANSACTION_COORDINATOR, transactionName } from '../names.ts';
import { isPoll } from '../polls.ts';

/** A commit that the group coordinator did not take, or that a member did not make. */
export function refusalEffects({ world, before, after }: Moment, action: Action): string[] {
  if (action.type === 'consumer.sync' && world.rebalance === 'cooperative' && world.autoCommit) {
    return revokedUncommitted({ world, before, after }, action.member);
  }
  if (action.type === 'producer.end-transaction' && world.checkpoints && action.commit) {
    return lostBehindCheckpoint({ world, before, after }, action.producer);
  }
  if (action.type === 'consumer.commit-stale') {
    return [
      `the ${GROUP_COORDINATOR} refuses it: STALE_MEMBER_EPOCH, for it has raised the member's epoch, and the answer that says so is on its way`,
      'commitSync() throws a CommitFailedException, and the loop goes on',
    ];
  }
  if (action.type === 'consumer.leave-stale') {
    return [
      `the ${GROUP_COORDINATOR} refuses its last commit: STALE_MEMBER_EPOCH, for it has raised the member's epoch, and the answer that says so is on its way`,
    ];
  }
  if (!('member' in action) || !isRefused(world, before, after, action, action.member)) return [];
  if (action.type === 'consumer.commit' && isRefusedByClient(world, before, action.member)) {
    const kept = world.client.commitsInOrder ? '' : '; it is to be tried again';
    return [`its client fails it with RebalanceInProgressException and sends nothing, as it is rejoining${kept}`];
  }
  const what = isPoll(action) ? 'the automatic commit' : 'it';
  return [`the ${GROUP_COORDINATOR} refuses ${what}: ${refusalOf(world, before, action.member)}`];
}

/** What a job makes of the refusal of what its checkpoint wants committed. */
function lostBehindCheckpoint({ world, before, after }: Moment, producer: number): string[] {
  const { transaction } = before.producers[producer];
  if (factOf(after, transaction)?.decided !== 'abort') return [];
  return [
    `the ${TRANSACTION_COORDINATOR} refuses it, since ${transactionName(world, transaction)} was aborted: the sink logs that data may be lost, and goes on behind its checkpoint`,
  ];
}

function isRefused(world: World, before: ClusterState, after: ClusterState, action: Action, member: number): boolean {
  if (action.type === 'consumer.commit') {
    if (isRefusedByClient(world, before, member)) return true;
    return world.client.commitsInOrder && !acceptsCommit(world, before, member);
  }
  if (action.type === 'consumer.send-offsets')
    return producersOf(world, member).some((producer) => after.producers[producer].transactionState === 'must-abort');
  return isPoll(action) && !world.assigns && after.members[member].generation < 0;
}

/** What a cooperative member gives up behind the last commit: enable.auto.commit commits before it rejoins, not now. */
function revokedUncommitted({ world, before, after }: Moment, member: number): string[] {
  const { owned, positions } = before.members[member];
  const { committed } = after.groups[groupOf(world, member)];
  return elementsOf(owned & ~after.members[member].owned)
    .filter((partition) => positions[partition] > committed[partition])
    .map(
      (partition) =>
        `enable.auto.commit does not commit what is given up: the position in ${partitionName(world, partition)} was ${positions[partition]}`,
    );
}
