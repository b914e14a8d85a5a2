import type { Action } from '../action.ts';
import { isCurrent } from '../broker/offset-commits.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers } from '../update.ts';
import { groupOf, type World } from '../world.ts';

/** Who makes each type of step, in the shape `consume` without transactions; `either` is told by the member it names. */
const makers: Readonly<Record<Action['type'], 'cluster' | 'consumers' | 'either'>> = {
  'broker.produce': 'cluster',
  'replica.fetch': 'cluster',
  'replica.lag': 'cluster',
  'controller.alter-partition': 'cluster',
  'controller.fence-broker': 'cluster',
  'controller.elect-unclean': 'cluster',
  'broker.update-metadata': 'cluster',
  'broker.restart': 'cluster',
  'network.arrive': 'cluster',
  'network.overtake': 'cluster',
  'producer.receive': 'cluster',
  'producer.send': 'cluster',
  'producer.retry': 'cluster',
  'producer.give-up': 'cluster',
  'producer.restart': 'cluster',
  'producer.forget-partition': 'cluster',
  'producer.initialise': 'cluster',
  'producer.end-transaction': 'cluster',
  'transaction.time-out': 'cluster',
  'transaction.write-marker': 'cluster',
  'transaction.write-offsets-marker': 'cluster',
  'transaction.complete': 'cluster',
  'downstream.poll': 'cluster',
  'broker.crash': 'cluster',
  'broker.power-loss': 'cluster',
  'broker.disk-loss': 'cluster',
  'producer.crash': 'cluster',
  'request.lost': 'cluster',
  'connection.lost': 'cluster',
  'request.refused': 'cluster',
  'records.deleted': 'cluster',
  'response.lost': 'either',
  'leader.moved': 'either',
  'group.apply-offsets': 'consumers',
  'group.evict': 'consumers',
  'group.complete': 'consumers',
  'consumer.join': 'consumers',
  'consumer.sync': 'consumers',
  'consumer.poll': 'consumers',
  'consumer.auto-commit': 'consumers',
  'consumer.expire-cache': 'consumers',
  'consumer.process': 'consumers',
  'consumer.commit': 'consumers',
  'consumer.send-offsets': 'consumers',
  'worker.process': 'consumers',
  'consumer.restart': 'consumers',
  'consumer.resume': 'consumers',
  'consumer.crash': 'consumers',
  'consumer.stall': 'consumers',
  rebalance: 'consumers',
  'offsets.expired': 'consumers',
};

/** Whether a step is a fault whose budget the cluster and the consumers share. */
export const isShared = ({ type }: Action): boolean => makers[type] === 'either';

/** Whether a step is made by members or their group, and not by the cluster. */
export function isOfConsumers(action: Action): boolean {
  const maker = makers[action.type];
  return maker === 'either' ? 'member' in action : maker === 'consumers';
}

/**
 * A member whose steps here, its faults included, can be moved before everything that others do; -1 when there is none.
 *
 * It belongs to the current generation, and is not between two polls: nobody can give its partitions to anybody else
 * before it has made a step. `group.complete` waits for it to join, KIP-848 for it to give up, and only a fault of its
 * own has it evicted.
 *
 * 1. It processes, and nobody else of its group has records at hand: what it notes in the ledger nobody else notes
 *    meanwhile, and in no other order. (Where the application resends, processing early can only show more of what is
 *    out of order.)
 * 2. It commits, and the coordinator answers: nobody else's commit of its partitions is taken, and nobody starts there.
 *    It goes on being accepted. Without fencing by generation this does not hold.
 */
export function memberOnItsOwn(world: World, state: ClusterState): number {
  for (let member = 0; member < world.members; member += 1) {
    const { status, step } = state.members[member];
    if (status !== 'up' || step === 'poll' || !isCurrent(world, state, member)) continue;
    const commits = step === 'commit' || step === 'commit-first';
    if (commits && world.protocol.generationFencing && coordinatorAnswers(world, state)) return member;
    if (step === 'process' && othersHaveNothing(world, state, member)) return member;
  }
  return -1;
}

function othersHaveNothing(world: World, state: ClusterState, member: number): boolean {
  const group = groupOf(world, member);
  return state.members.every(
    ({ batch, worker }, other) =>
      other === member || groupOf(world, other) !== group || (batch.length === 0 && worker.length === 0),
  );
}
