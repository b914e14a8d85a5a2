import type { ActionOf } from '../action.ts';
import { isRestored, loseTransaction } from '../application/checkpoints.ts';
import { exitProcess } from '../application/process-death.ts';
import { abortsOnRevoke } from '../application/revocation.ts';
import { acknowledgeTransaction, failTransaction } from '../application/sending.ts';
import { leaveTransaction, mayCommit } from '../application/transform.ts';
import { transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { endTransaction, putsEndOff } from '../broker/transactions.ts';
import { awaitsAnswer } from '../network/requests/connection.ts';
import { noteAsked } from '../observer/transaction-facts.ts';
import { clientRuns, fromSequenceZero } from './client/incarnation.ts';
import type { Producer } from './client/producer.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import { memberOf } from '../transactional-ids.ts';
import type { World } from '../world.ts';

/** commitTransaction() and abortTransaction(), after everything sent has been answered. */
export const end: Rule<ActionOf<'producer.end-transaction'>> = {
  instances: (world) => (world.transactional ? outcomes(world) : []),
  enabled(world, state, { producer, commit }) {
    if (!transactionCoordinatorAnswers(world, state) || !mayEnd(world, state, producer, commit)) return false;
    const { producerId, epoch } = state.producers[producer];
    return !putsEndOff(world, state, producerId, epoch);
  },
  next(world, state, { producer, commit }) {
    const asked = askToEnd(state, producer, commit);
    const client = asked.producers[producer];
    const ended = endTransaction(world, asked, client.producerId, client.epoch, commit);
    if (ended.accepted) return conclude(world, ended.state, producer, commit);
    if (world.checkpoints && commit) return loseTransaction(ended.state, memberOf(world, producer));
    return exitProcess(world, failTransaction(world, ended.state, producer, client.transactionValues), producer);
  },
};

/** Whether the client may send EndTxn now: nothing is in flight, and the application wants this end. */
export function mayEnd(world: World, state: ClusterState, producer: number, commit: boolean): boolean {
  const client = state.producers[producer];
  if (client.queue.length > 0 || awaitsAnswer(client) || !clientRuns(world, state, producer)) return false;
  switch (client.transactionState) {
    case 'open':
      // An application of its own may abort whenever it likes; the loop of a transform aborts only after an error, or as it loses partitions.
      if (!world.transform) return client.resend.length === 0;
      return commit
        ? mayCommit(state, memberOf(world, producer))
        : abortsOnRevoke(world, state, memberOf(world, producer));
    case 'committing':
      return commit;
    case 'must-abort':
    case 'aborting':
      return !commit;
    case 'none':
    case 'uninitialised':
    case 'ready':
      return false;
  }
}

/** The client sends EndTxn; until the response comes it can only ask for the same again. */
export function askToEnd(state: ClusterState, producer: number, commit: boolean): ClusterState {
  const client = state.producers[producer];
  const transactionState = commit ? 'committing' : 'aborting';
  const asked = withProducer(state, producer, { ...client, transactionState });
  return noteAsked(asked, client.transaction, commit, client.transactionValues);
}

/** The response to EndTxn: the transaction is over for the client, and the next one may begin. */
function conclude(world: World, state: ClusterState, producer: number, commit: boolean): ClusterState {
  const client = state.producers[producer];
  const entry = state.transactions[client.producerId];
  const bumped = entry.epoch !== client.epoch;
  // Whoever was restored begins with a producer of its own, once the transaction of its predecessor is committed.
  const isNew = world.checkpoints && isRestored(world, state.members[memberOf(world, producer)]);
  const after = withProducer(state, producer, {
    ...client,
    epoch: entry.epoch,
    ...(bumped ? fromSequenceZero(world) : {}),
    transactionState: isNew || needsNewEpoch(world, client) ? 'uninitialised' : 'ready',
    epochDue: false,
    transactionValues: EMPTY,
  });
  const told = commit
    ? acknowledgeTransaction(world, after, client.transactionValues)
    : failTransaction(world, after, producer, client.transactionValues);
  return world.transform ? leaveTransaction(world, told, memberOf(world, producer), commit) : told;
}

/** KIP-360: a batch without an answer leaves the sequence unknown, so the client asks for a new epoch after the abort. */
const needsNewEpoch = (world: World, client: Producer): boolean =>
  client.epochDue && world.protocol.clientBumpsEpoch && world.protocol.transactionVersion === 1;

const outcomes = (world: World): ActionOf<'producer.end-transaction'>[] =>
  range(world.producers).flatMap((producer) => [
    { type: 'producer.end-transaction', producer, commit: true },
    { type: 'producer.end-transaction', producer, commit: false },
  ]);
