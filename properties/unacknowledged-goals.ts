import type { Action } from '../model/action.ts';
import { oldestRequest } from '../model/network/requests/connection.ts';
import type { ProduceError } from '../model/network/requests/request.ts';
import type { Producer } from '../model/producer/client/producer.ts';
import { elementsOf } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import type { ClusterGoal } from './goal.ts';
import { allows, every, failsRequests, isTransactional, sends } from './goal-needs.ts';

/** The records that the client works on, or will. */
const pendingOf = ({ queue, inFlight, resend, transactionValues }: Producer): readonly number[] => [
  ...queue.map(({ value }) => value),
  ...inFlight.flatMap(({ batch, expired }) => (expired ? [] : [batch.value])),
  ...resend,
  ...elementsOf(transactionValues),
];

/** Records that the client stops working on in this step, and of which the application was told that they failed. */
function failedFor(producer: number, before: ClusterState, after: ClusterState): readonly number[] {
  const [was, is] = [before.producers[producer], after.producers[producer]];
  const pending = pendingOf(is);
  return pendingOf(was).filter((value) => after.ledger.sends[value].outcome === 'failed' && !pending.includes(value));
}

const hasFailed = (before: ClusterState, after: ClusterState): boolean =>
  after.producers.some((_, producer) => failedFor(producer, before, after).length > 0);

/** Errors that the client does not answer with another try. */
const FINAL: ReadonlySet<ProduceError> = new Set<ProduceError>([
  'invalid-record',
  'out-of-order-sequence',
  'invalid-producer-epoch',
  'invalid-transaction-state',
]);

const isRefusal = (before: ClusterState, action: Action): boolean =>
  action.type === 'producer.receive' &&
  FINAL.has(oldestRequest(before.producers[action.producer], action.broker)?.error ?? 'none');

/** The application ends its transaction as it likes, without an error of the client. */
function isAborted(before: ClusterState, action: Action): boolean {
  if (action.type !== 'producer.end-transaction' || action.commit) return false;
  const { transactionState, epochDue } = before.producers[action.producer];
  return transactionState !== 'must-abort' && !epochDue;
}

/** What the process forgets when it dies is not told to it. */
const isDeath = ({ type }: Action): boolean => type === 'producer.crash' || type === 'producer.restart';

const givenUp: ClusterGoal = {
  id: 'send given up',
  needs: every(sends, failsRequests),
  on: [
    'producer.receive',
    'producer.give-up',
    'producer.expire',
    'producer.send',
    'producer.end-transaction',
    // Retries run out when a connection breaks.
    'broker.crash',
    'broker.power-loss',
    'broker.disk-loss',
    'request.lost',
    'response.lost',
    'connection.lost',
  ],
  reached: (before, action, after) =>
    hasFailed(before, after) && !isDeath(action) && !isRefusal(before, action) && !isAborted(before, action),
};

const refused: ClusterGoal = {
  id: 'send refused',
  needs: every(sends, failsRequests),
  on: ['producer.receive'],
  reached: (before, action, after) => isRefusal(before, action) && hasFailed(before, after),
};

const aborted: ClusterGoal = {
  id: 'send aborted by the application',
  needs: every(sends, isTransactional),
  on: ['producer.end-transaction'],
  reached: (before, action, after) => isAborted(before, action) && hasFailed(before, after),
};

/**
 * Records whose process has died before the application was told what became of them, and that nobody sends again: what
 * was to be sent again after a failure is known at the crash, what was never answered when the process is back.
 */
function forgottenBy(before: ClusterState, action: Action, after: ClusterState): readonly number[] {
  if (action.type !== 'producer.crash' && action.type !== 'producer.restart') return [];
  const { producer } = action;
  const failed = failedFor(producer, before, after);
  if (action.type === 'producer.crash') return failed;
  const records = after.ledger.sends.length / after.producers.length;
  const unanswered = after.ledger.sends.flatMap(({ times, outcome }, value) =>
    Math.floor(value / records) === producer && times > 0 && outcome === 'none' ? [value] : [],
  );
  return [...failed, ...unanswered.filter((value) => !after.producers[producer].resend.includes(value))];
}

/** Whether a broker has a record, or still gets it. */
const isThere = ({ replicas, orphanedRequests }: ClusterState, value: number): boolean =>
  replicas.some((replica) => replica?.log.some((record) => record.kind === 'data' && record.value === value)) ||
  orphanedRequests.some((orphan) => orphan.kind === 'produce' && orphan.batch.value === value);

const forgotten: ClusterGoal = {
  id: 'send forgotten in a crash',
  needs: every(sends, allows('producer.crash')),
  on: ['producer.crash', 'producer.restart'],
  reached: (before, action, after) => forgottenBy(before, action, after).some((value) => isThere(after, value)),
};

/** To whoever looks from outside, what waits in the client's buffer and what is lost on the wire is the same. */
const unflushed: ClusterGoal = {
  id: 'send lost unflushed in a crash',
  needs: every(sends, allows('producer.crash')),
  on: ['producer.crash', 'producer.restart'],
  reached: (before, action, after) => forgottenBy(before, action, after).some((value) => !isThere(after, value)),
};

/**
 * How a send can end without an acknowledgement: no-loss speaks of acknowledged records alone, and who reads of
 * exactly-once has to know that there may be others. Each record ends in one of these ways or is acknowledged; in a
 * transform all are, because its input is there from the start.
 */
export const UNACKNOWLEDGED_GOALS: readonly ClusterGoal[] = [givenUp, refused, aborted, forgotten, unflushed];
