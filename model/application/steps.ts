import type { ActionOf } from '../action.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { acceptsCommit, addPending, isBehind, isCurrent, storeOffsets } from '../broker/offset-commits.ts';
import { EMPTY, has } from '../sets.ts';
import type { Polled } from '../consumer/consumer.ts';
import { withoutAssignment } from '../consumer/starting.ts';
import { afterStoring } from '../consumer/stored-offsets.ts';
import { observeSighting } from '../consumer/reading.ts';
import { newIncarnation } from '../producer/client.ts';
import { perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers, withIncident, withLedger, withMember, withProducer, withTransaction } from '../update.ts';
import { groupOf, seatOf, type World } from '../world.ts';
import { Incident, timesSeen } from '../observer/ledger.ts';
import { afterBatch, hasCommitOnTheWay, isProducerIdle, mustAbort, processing } from './loop.ts';
import { offsetsToCommit } from './offsets.ts';
import { exitProcess } from './process.ts';
import { noteCommit } from '../observer/transaction-facts.ts';

/** The steps of the user's loop between two polls. */

/** The next record takes effect: a row, a call, a message. A crash fits before it and after it. */
export const process: Rule<ActionOf<'consumer.process'>> = {
  instances: perMember('consumer.process'),
  enabled(world, state, { member }) {
    const { status, step, batch } = state.members[member];
    return status === 'up' && step === 'process' && batch.length > 0 && !mustAbort(world, state, member);
  },
  next(world, state, { member }) {
    const before = state.members[member];
    const after = noteEffect(world, state, groupOf(world, member), before.batch[0]);
    if (world.transform) return withMember(after, member, { ...before, step: 'send' });
    const batch = before.batch.slice(1);
    return withMember(after, member, { ...before, batch, step: batch.length > 0 ? 'process' : afterBatch(world) });
  },
};

/** A worker works on by itself, whatever happens to the consumer's assignment meanwhile. */
export const work: Rule<ActionOf<'worker.process'>> = {
  instances: (world) => (world.asynchronous && !world.transform ? perMember('worker.process')(world) : []),
  enabled: (_world, state, { member }) =>
    state.members[member].status === 'up' && state.members[member].worker.length > 0,
  next(world, state, { member }) {
    const before = state.members[member];
    const after = noteEffect(world, state, groupOf(world, member), before.worker[0]);
    return withMember(after, member, { ...before, worker: before.worker.slice(1) });
  },
};

/** With an idempotency key the second effect of a record is none. */
function noteEffect(world: World, state: ClusterState, group: number, entry: Polled): ClusterState {
  const before = state.ledger.processed[group];
  if (world.idempotentEffect && timesSeen(before, entry.value) > 0) return state;
  const { state: after, seen } = observeSighting(world, state, before, entry);
  if (seen === before) return after;
  const processed = after.ledger.processed.slice();
  processed[group] = seen;
  return withLedger(after, { processed });
}

/** commitSync(): a refusal (CommitFailedException) tells the application that the partitions are not its own any more. */
export const commit: Rule<ActionOf<'consumer.commit'>> = {
  instances: perMember('consumer.commit'),
  enabled: (world, state, { member }) => mayCommitOffsets(world, state, member),
  next(world, state, { member }) {
    if (!world.client.commitsInOrder) return afterCommit(world, sendCommit(world, state, member), member);
    const observed = withIncident(state, Incident.commitArrived);
    if (acceptsCommit(world, state, member)) {
      const applied = applyCommit(world, observed, member);
      const offsets = offsetsToCommit(world, state, member);
      const stored = world.storesRevoked ? afterStoring(world, state, applied, member, offsets) : applied;
      return afterCommit(world, stored, member);
    }
    const noted = !isCurrent(world, state, member) ? withIncident(observed, Incident.zombieArrived) : observed;
    const before = noted.members[member];
    // A cooperative member that is only behind keeps its partitions and commits with the next batch.
    const keeps = world.client.keepsAssignmentOnIllegalGeneration && isBehind(world, noted, member);
    const kept = keeps ? before : withoutAssignment(world, before);
    return withMember(noted, member, { ...kept, batch: [], step: 'poll' });
  },
};

/** Whether the loop is at a commit; a worker's progress may be committed between any two polls. */
export function mayCommitOffsets(world: World, state: ClusterState, member: number): boolean {
  const { status, step } = state.members[member];
  if (status !== 'up') return false;
  if (step === 'commit-first') return coordinatorAnswers(world, state);
  if (step === 'commit') return isProducerIdle(world, state, member) && coordinatorAnswers(world, state);
  if (step !== 'poll' || !world.asynchronous || world.transform || world.commit !== 'after-processing') return false;
  if (hasCommitOnTheWay(world, state, member)) return false;
  const { committed } = state.groups[groupOf(world, member)];
  const progress = offsetsToCommit(world, state, member).some(
    (offset, partition) => offset > 0 && offset > committed[partition],
  );
  return progress && coordinatorAnswers(world, state);
}

/** The effect of a commit at the coordinator, whether or not its response arrives. */
export const applyCommit = (world: World, state: ClusterState, member: number): ClusterState =>
  storeOffsets(world, state, member, offsetsToCommit(world, state, member));

/** commitAsync(): the request is on its way, and the loop goes on. */
function sendCommit(world: World, state: ClusterState, member: number): ClusterState {
  const { generation } = state.members[member];
  const commit = { kind: 'offset-commit' as const, member, generation, offsets: offsetsToCommit(world, state, member) };
  return { ...state, strays: [...state.strays, commit] };
}

/** A commit that is answered and lost: the application goes on, and the next owner will not find it. */
export function answerInVain(world: World, state: ClusterState, member: number): ClusterState {
  const offsets = offsetsToCommit(world, state, member);
  const observed = withIncident(state, Incident.commitArrived);
  return afterCommit(world, noteCommit(observed, groupOf(world, member), offsets), member);
}

function afterCommit(world: World, state: ClusterState, member: number): ClusterState {
  const before = state.members[member];
  return withMember(state, member, { ...before, step: before.step === 'commit-first' ? processing(world) : 'poll' });
}

/**
 * The cache of a client that fetches ahead expires while the loop works on a record: what was not delivered is discarded,
 * and the position stays where fetching had come to. A client that seeks back loses nothing by it, and does not show it.
 */
export const expireCache: Rule<ActionOf<'consumer.expire-cache'>> = {
  instances: (world) =>
    world.client.seeksBackOnCacheExpiry || world.transform ? [] : perMember('consumer.expire-cache')(world),
  enabled(_world, state, { member }) {
    const { status, step, batch } = state.members[member];
    return status === 'up' && step === 'process' && batch.length > 1;
  },
  next(_world, state, { member }) {
    const before = state.members[member];
    return withMember(state, member, { ...before, batch: before.batch.slice(0, 1) });
  },
};

/**
 * sendOffsetsToTransaction(): AddOffsetsToTxn at one coordinator and TxnOffsetCommit at the other. Between the two
 * nothing can be seen: offsets that were added and not sent only get a marker.
 */
export const sendOffsets: Rule<ActionOf<'consumer.send-offsets'>> = {
  instances: (world) =>
    world.transform && world.commit === 'transaction' ? perMember('consumer.send-offsets')(world) : [],
  enabled(world, state, { member }) {
    const { status, step } = state.members[member];
    return (
      status === 'up' &&
      step === 'send-offsets' &&
      state.producers[member].transactionState === 'open' &&
      coordinatorAnswers(world, state) &&
      !isDecided(state.transactions[member])
    );
  },
  next(world, state, { member }) {
    const { protocol } = world;
    const client = state.producers[member];
    const entry = state.transactions[member];
    let after = withIncident(state, Incident.commitArrived);
    if (!isCurrent(world, state, member)) after = withIncident(after, Incident.zombieArrived);
    if (protocol.producerEpochFencing && entry.epoch !== client.epoch) return exitProcess(world, after, member);
    const names = protocol.transactionalOffsetsFencedByGeneration && world.client.sendsGenerationWithOffsets;
    if (names && !acceptsCommit(world, after, member)) {
      // ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID: abortable; nothing was added.
      return withProducer(after, member, { ...client, transactionState: 'must-abort' });
    }
    const ongoing = entry.status === 'ongoing';
    after = withTransaction(after, member, {
      ...entry,
      status: 'ongoing',
      partitions: ongoing ? entry.partitions : EMPTY,
      offsets: true,
      offsetsMarked: false,
      transaction: client.transaction,
    });
    const before = after.members[member];
    const pending = {
      producer: member,
      epoch: client.epoch,
      transaction: client.transaction,
      marked: 'nothing' as const,
      offsets: before.positions,
    };
    return addPending(world, withMember(after, member, { ...before, step: 'end' }), member, pending);
  },
};

/** A crashed process starts again; its old self holds its partitions until the session has expired. */
export const restart: Rule<ActionOf<'consumer.restart'>> = {
  instances: perMember('consumer.restart'),
  enabled: (world, state, { member }) =>
    state.members[member].status === 'crashed' &&
    !has(state.groups[groupOf(world, member)].members, seatOf(world, member)),
  next(world, state, { member }) {
    const after = withMember(state, member, { ...state.members[member], status: 'up' });
    return world.transform ? withProducer(after, member, newIncarnation(world, state, member)) : after;
  },
};

/** A stalled process goes on where it was, whatever has happened without it. */
export const resume: Rule<ActionOf<'consumer.resume'>> = {
  instances: perMember('consumer.resume'),
  enabled: (_world, state, { member }) => state.members[member].status === 'stalled',
  next: (_world, state, { member }) => withMember(state, member, { ...state.members[member], status: 'up' }),
};
