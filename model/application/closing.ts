import { acceptsCommit, storeOffsets } from '../broker/offset-commits.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { isRejoining } from '../broker/rejoining.ts';
import { awaitsAnswer } from '../network/requests/connection.ts';
import type { ClusterState } from '../state.ts';
import { producersOf } from '../transactional-ids.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';
import { everyProducer } from './loop.ts';
import { offsetsToCommit } from './offsets.ts';
import { commitPositions } from './revocation.ts';
import { producerInTransaction } from './transaction-offsets.ts';

/** What clients and application do before their process ends in an orderly way. */

/**
 * KafkaConsumer.close() with enable.auto.commit: it commits the positions, and so all that poll() has returned, whatever
 * has become of it (`ConsumerCoordinator.close`: maybeAutoCommitOffsetsSync).
 */
export const commitOnClose = (world: World, state: ClusterState, member: number): ClusterState =>
  groupCoordinatorAnswers(world, state) ? commitPositions(world, state, member) : state;

/**
 * on.close: commit. What has been processed; where offsets go with transactions, those are ended before (`mayClose`), and
 * where each effect has its row (`offsets: external`) there is nothing to commit.
 */
export function commitProcessed(world: World, state: ClusterState, member: number): ClusterState {
  if (world.ownsOffsets) return state;
  if (world.setup.application['on.close'] === 'nothing' || world.commit === 'transaction') return state;
  if (!groupCoordinatorAnswers(world, state) || isRejoining(world, state, member)) return state;
  if (!acceptsCommit(world, state, member)) return state;
  return storeOffsets(world, state, member, offsetsToCommit(world, state, member));
}

/**
 * Whether a handler has ended a loop that then commits nothing more, and whose listener finds nothing to commit
 * (`TaskManager.shutdown(false)` closes every task dirty; `WorkerSinkTask` counts what it has put() once that has returned).
 * Who ends it between two batches has none in hand.
 */
export const endsDirty = (world: World, state: ClusterState, member: number): boolean =>
  world.onFailure === 'close-dirty' && state.members[member].batch.length > 0;

/** Whether the loop may end: one that commits as it is closed ends a transaction that spans polls first. */
export const mayClose = (world: World, state: ClusterState, member: number): boolean =>
  !world.spansPolls ||
  world.setup.application['on.close'] === 'nothing' ||
  producerInTransaction(world, state, member) < 0;

/** KafkaProducer.close() aborts the transaction that its loop has left open (`Sender.run`: beginAbort on shutdown). */
export const abortOnClose = (world: World, state: ClusterState, member: number): ClusterState =>
  world.transform ? abortOpen(world, state, member) : state;

/** The transaction that a member of a transform has left open has to be aborted, and nothing is sent again. */
export const abortOpen = (world: World, state: ClusterState, member: number): ClusterState =>
  producersOf(world, member).reduce((after, producer) => {
    const client = after.producers[producer];
    const transactionState = client.transactionState === 'open' ? 'must-abort' : client.transactionState;
    return withProducer(after, producer, { ...client, resend: [], transactionState });
  }, state);

/** Whether a member's producers have nothing left to wait for: KafkaProducer.close() waits for what was sent. */
export const hasClosedProducer = (world: World, state: ClusterState, member: number): boolean =>
  !world.transform ||
  everyProducer(
    world,
    state,
    member,
    (client) => client.queue.length === 0 && !awaitsAnswer(client) && !UNFINISHED.has(client.transactionState),
  );

const UNFINISHED: ReadonlySet<string> = new Set(['open', 'committing', 'must-abort', 'aborting']);
