import { mergeOffsets } from '../broker/group-offsets.ts';
import type { Member } from '../consumer/client/member.ts';
import { noteCommit } from '../observer/transaction-facts.ts';
import type { Producer } from '../producer/client/producer.ts';
import { EMPTY } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withGroup, withMember, withProducer } from '../update.ts';
import { groupOf, type World } from '../world.ts';
import { hasAllAnswers, isBetweenPolls } from './loop.ts';
import { producerInTransaction } from './transaction-offsets.ts';

/**
 * Two-phase commit as Flink's KafkaSink does it (`offsets: checkpoint`; ExactlyOnceKafkaWriter, KafkaCommitter): the sink
 * flushes its transaction, and a checkpoint takes down where the source has come to and what transaction is to be committed
 * (producer id and epoch). Once it is complete the transaction is committed; until then it is in nobody's hands but the
 * checkpoint's. A process that starts again reads on at the checkpoint, and commits its transaction first: without
 * InitProducerId, which would abort it (`FlinkKafkaInternalProducer.resumeTransaction`).
 *
 * The checkpoint's offsets stand where `Group.committed` does. Behind it the loop is at `end`, a step that outlives the
 * process. Flink begins the next transaction meanwhile, under another id; here it waits for this one.
 */

/** Whether a checkpoint may be complete now: everything of the open transaction has been answered. */
export const mayCheckpoint = (world: World, state: ClusterState, member: number): boolean =>
  isBetweenPolls(world, state, member) &&
  hasAllAnswers(world, state, member) &&
  producerInTransaction(world, state, member) >= 0;

/** The checkpoint is complete: the transaction is to be committed. */
export function completeCheckpoint(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  const index = groupOf(world, member);
  const group = state.groups[index];
  const committed = mergeOffsets(group.committed, before.positions);
  const kept = noteCommit(withGroup(state, index, { ...group, committed }), index, before.positions);
  return withMember(kept, member, { ...before, step: 'end' });
}

/** Where the loop of a process is that has died: behind a checkpoint it has a transaction to commit. */
export const stepAfterDeath = (world: World, { step }: Pick<Member, 'step'>): 'end' | 'poll' =>
  world.checkpoints && step === 'end' ? 'end' : 'poll';

/** The client of a process that starts again: behind a checkpoint it goes on with the transaction of its predecessor. */
export const restored = (world: World, member: Member, before: Producer, begun: Producer): Producer =>
  stepAfterDeath(world, member) === 'end'
    ? { ...begun, transactionState: 'committing', transactionValues: before.transactionValues }
    : begun;

/** Whether the process has been restored from a checkpoint, and has not come to reading. */
export const isRestored = (world: World, { step, owned }: Member): boolean =>
  world.checkpoints && step === 'end' && owned === EMPTY;

/**
 * The coordinator has aborted what the checkpoint wants committed (ProducerFencedException, InvalidTxnStateException):
 * KafkaCommitter logs that data is lost, and the job goes on behind it, with another producer.
 */
export function loseTransaction(state: ClusterState, member: number): ClusterState {
  const client = { ...state.producers[member], transactionState: 'uninitialised' as const, transactionValues: EMPTY };
  return withMember(withProducer(state, member, client), member, { ...state.members[member], step: 'poll' });
}
