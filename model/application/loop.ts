import { awaitsLetter } from './dead-letters.ts';
import type { LoopStep, Member } from '../consumer/client/member.ts';
import { awaitsAnswer } from '../network/requests/connection.ts';
import type { ClusterState } from '../state.ts';
import type { Producer } from '../producer/client/producer.ts';
import type { World } from '../world.ts';

/** The user's loop as a program: which step comes after which, by shape and commit mode. */

/** After a poll that returned records. */
export function afterPoll(world: World): LoopStep {
  return world.commit === 'before-processing' ? 'commit-first' : processing(world);
}

/** The first step of working on a record. A worker takes records over as soon as they are polled. */
export function processing(world: World): LoopStep {
  if (world.asynchronous && !world.transform) return 'poll';
  return world.transform && !world.externalEffect ? 'send' : 'process';
}

/** Whether what a worker has processed is committed between any two polls. */
export const commitsProgress = (world: World): boolean =>
  world.asynchronous && !world.transform && world.commit === 'after-processing' && !world.ownsOffsets;

/** When the last record of a batch has been worked on. */
export function afterBatch(world: World): LoopStep {
  if (world.transform && world.commit === 'transaction') return world.spansPolls ? 'poll' : 'send-offsets';
  if (world.transform && world.transactional) return 'end';
  return afterTransaction(world);
}

/** When the transaction around a batch is over, or there is none. */
export function afterTransaction(world: World): LoopStep {
  if (world.commit !== 'after-processing' || world.ownsOffsets) return 'poll';
  return world.asynchronous && !world.transform ? 'poll' : 'commit';
}

/**
 * Per partition the offset that the application may commit now: what has been processed. A worker's oldest record holds
 * it back, unless the application commits the highest (`commit.covers`), and so does what is left of a batch where the
 * loop has ended or commits before its end; -1 where there is none.
 *
 * @param reached per partition the offset behind what poll() has returned.
 */
export function committable(world: World, member: Member, reached: readonly number[]): readonly number[] {
  const takesBatch = member.step === 'close' || world.commitEvery > 0;
  const left = takesBatch ? [...member.batch, ...member.worker] : member.worker;
  if (left.length === 0) return reached;
  return reached.map((position, partition) => {
    if (position < 0) return -1;
    const oldest = left.find((record) => record.partition === partition);
    if (oldest === undefined) return position;
    const highest = world.coversHighest ? member.finished[partition] : -1;
    return Math.min(position, Math.max(oldest.offset, highest));
  });
}

/** Whether the member is inside poll() or about to call it: where rebalances reach it. */
export function isBetweenPolls(world: World, state: ClusterState, member: number): boolean {
  const { status, step, batch } = state.members[member];
  if (status !== 'up' || step !== 'poll' || batch.length > 0) return false;
  return !awaitsLetter(world, state.members[member]) && isProducerIdle(world, state, member);
}

/** Whether the member would join a rebalance now: between polls, or by a heartbeat between two records of its batch. */
export function mayRejoin(world: World, state: ClusterState, member: number): boolean {
  if (isBetweenPolls(world, state, member)) return !hasCommitOnTheWay(world, state, member);
  if (world.rejoinsInBackground) return state.members[member].status === 'up';
  return !world.client.dropsBatchOnRebalance && isInBatch(world, state, member);
}

/** Whether the member would take an assignment now: between polls, or with records of the former one in its hands. */
export function maySync(world: World, state: ClusterState, member: number): boolean {
  if (isBetweenPolls(world, state, member)) return !hasCommitOnTheWay(world, state, member);
  const { dropsBatchOnRebalance, flushesQueueOnRebalance } = world.client;
  return !(dropsBatchOnRebalance && flushesQueueOnRebalance) && isInBatch(world, state, member);
}

/** Whether the loop has records in its hands that are no transaction with their offsets. */
const isInBatch = (world: World, state: ClusterState, member: number): boolean =>
  !(world.transform && world.commit === 'transaction') &&
  state.members[member].status === 'up' &&
  !OUTSIDE_BATCH.has(state.members[member].step);

const OUTSIDE_BATCH: ReadonlySet<LoopStep> = new Set(['poll', 'close'] as const);

/** Whether a commit that the member has sent and did not wait for has not arrived: it gives nothing up before. */
export const hasCommitOnTheWay = (world: World, state: ClusterState, member: number): boolean =>
  hasUnfinishedCommit(world, state, member, 0);

/** Whether a commit that the member did not wait for has not arrived, or has yet to be sent again. */
export const hasUnfinishedCommit = (world: World, state: ClusterState, member: number, from = -1): boolean =>
  !world.client.commitsInOrder &&
  state.orphanedRequests.some(
    (orphan) => orphan.kind === 'offset-commit' && orphan.member === member && orphan.generation >= from,
  );

/** In a transform that waits for its sends: everything sent has been answered, no transaction is open. */
export function isProducerIdle(world: World, state: ClusterState, member: number): boolean {
  if (!world.transform) return true;
  if (world.transactional && !everyProducer(world, state, member, world.spansPolls ? isWorking : isReady)) return false;
  return world.asynchronous || hasAllAnswers(world, state, member);
}

const isReady = ({ transactionState }: Producer): boolean => transactionState === 'ready';

const isWorking = (client: Producer): boolean => isReady(client) || client.transactionState === 'open';

/**
 * Whether the member's producers have nothing left to send, and wait for no answer. With acks=0 there is none to wait for: the
 * future of a send is complete as its request is on the socket (`NetworkClient.handleCompletedSends`).
 */
export const hasAllAnswers = (world: World, state: ClusterState, member: number): boolean =>
  everyProducer(
    world,
    state,
    member,
    (client) =>
      client.queue.length === 0 && client.resend.length === 0 && (world.acks === '0' || !awaitsAnswer(client)),
  );

/** Whether an abort is due, before which the loop does nothing else. */
export const mustAbort = (world: World, state: ClusterState, member: number): boolean =>
  world.transform && world.transactional && !everyProducer(world, state, member, isWorking);

/** Whether something is so of every producer that the member of a transform has; a partition's may not have begun. */
export function everyProducer(
  world: World,
  state: ClusterState,
  member: number,
  is: (client: Producer) => boolean,
): boolean {
  const count = world.producersPerMember;
  if (count === 1 && world.ids !== 'per-partition') return is(state.producers[member]);
  for (let producer = member * count; producer < (member + 1) * count; producer += 1) {
    const client = state.producers[producer];
    if (client.up && !is(client)) return false;
  }
  return true;
}
