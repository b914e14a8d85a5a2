import type { Member, Polled } from '../consumer/client/member.ts';
import { withoutRevoked } from '../consumer/client/stored-offsets.ts';
import { add, EMPTY, has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { producerOf } from '../transactional-ids.ts';
import { withMember } from '../update.ts';
import type { World } from '../world.ts';
import { afterRecord } from './after-record.ts';
import { isAwaited } from './awaited.ts';
import { abortOnClose, abortOpen } from './closing.ts';
import { sendLetter } from './dead-letters.ts';
import { afterTransaction, processing } from './loop.ts';
import { restartBatch } from './transform.ts';
import { doneWith } from './work.ts';
import { atWork, withFinished } from './workers.ts';

/**
 * What the loop does once its handler has thrown, before it has had any effect (`on.processing.failure`). A worker's failure
 * reaches the loop at its next turn; the others work on.
 */
export function afterFailure(world: World, state: ClusterState, member: number): ClusterState {
  const inWorker = state.members[member].worker.length > 0;
  const failed = handled(state.members[member]);
  switch (world.onFailure) {
    case 'close':
    case 'close-dirty':
      return inWorker ? endLoop(world, state, member, failed) : abortOnClose(world, closing(state, member), member);
    case 'skip':
      return inWorker ? doneWith(world, state, member, failed) : skip(world, state, member);
    case 'retry':
      // A worker that tries again keeps nobody from polling.
      return inWorker ? state : tryAgain(world, state, member);
    case 'dead-letter': {
      const sent = sendLetter(world, state, member, failed);
      return inWorker ? doneWith(world, sent, member, failed) : skip(world, sent, member);
    }
    case 'seek':
      return inWorker ? seekBehindWorkers(world, state, member, failed) : seek(world, state, member);
  }
}

/**
 * The handler is called again where it is, with a pause before each try: until it is through nobody calls poll(), which may
 * take longer than max.poll.interval.ms, as `consumer.stall` does.
 */
function tryAgain(world: World, state: ClusterState, member: number): ClusterState {
  if (!isAwaited(world, state, member)) return state;
  return withMember(state, member, { ...state.members[member], status: 'stalled' });
}

/** The record that the handler has, in the loop or in its oldest worker: where it fails, this is what it fails on. */
export const handled = ({ worker, batch }: Member): Polled => (worker.length > 0 ? worker : batch)[0];

const closing = (state: ClusterState, member: number, batch = state.members[member].batch): ClusterState =>
  withMember(state, member, { ...state.members[member], step: 'close', batch });

/** The loop ends and leaves the record behind. */
function endLoop(world: World, state: ClusterState, member: number, failed: Polled): ClusterState {
  const before = state.members[member];
  return closing(withMember(state, member, { ...before, ...withFinished(world, before, failed) }), member, [failed]);
}

/** The exception is logged, and the loop goes on with the next record as if this one had been processed. */
function skip(world: World, state: ClusterState, member: number): ClusterState {
  const producer = producerOf(world, member, handled(state.members[member]).partition);
  const after = afterRecord(world, state, member);
  const { step, batch } = after.members[member];
  if (step !== 'end' || after.producers[producer].transactionState === 'open') return after;
  // Where neither records nor offsets have been sent there is nothing to commit.
  const next = batch.length > 0 ? processing(world) : afterTransaction(world);
  return withMember(after, member, { ...after.members[member], step: next });
}

/**
 * The loop gives up its batch, commits what it has processed of it, and seeks back to the record: poll() returns it again.
 * In a transaction it aborts, and seeks back to where that began.
 */
function seek(world: World, state: ClusterState, member: number): ClusterState {
  if (world.transactional && world.transform) return restartBatch(world, abortOpen(world, state, member), member);
  const before = state.members[member];
  const left = before.batch.reduce<SmallSet>((set, { partition }) => add(set, partition), EMPTY);
  const step = afterTransaction(world);
  return withMember(state, member, { ...seekTo(world, before, left, before.batch), batch: [], step });
}

/** Of the record's partition the workers drop what they have not begun: it comes again. */
function seekBehindWorkers(world: World, state: ClusterState, member: number, failed: Polled): ClusterState {
  const before = state.members[member];
  const { partition } = failed;
  const begun = new Set(atWork(world, before.worker));
  const worker = before.worker.filter(
    (record) => record !== failed && (record.partition !== partition || begun.has(record)),
  );
  const back = seekTo(world, before, add(EMPTY, partition), [failed]);
  const finished = before.finished.map((offset, index) => (index === partition ? -1 : offset));
  return withMember(state, member, { ...back, worker, finished });
}

/**
 * seek() to the oldest of these records of each partition. Of one that the consumer does not own any more it throws
 * (IllegalStateException): nothing of it is committed either.
 */
function seekTo(world: World, member: Member, partitions: SmallSet, records: readonly Polled[]): Member {
  const isBack = (partition: number): boolean => has(partitions, partition) && member.positions[partition] >= 0;
  const positions = member.positions.map((position, partition) =>
    isBack(partition) ? (records.find((record) => record.partition === partition)?.offset ?? position) : position,
  );
  // What is sought by an offset alone has no epoch.
  const positionEpochs = member.positionEpochs.map((epoch, partition) => (isBack(partition) ? -1 : epoch));
  return { ...withoutRevoked(world, member), positions, positionEpochs };
}
