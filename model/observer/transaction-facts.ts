import { add, elementsOf, EMPTY, has, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withLedger } from '../update.ts';
import { groupOfTransaction } from '../transactional-ids.ts';
import type { World } from '../world.ts';
import { noteDeadLetter } from './dead-letters.ts';
import type { TransactionFact } from './ledger.ts';

/** The observer's notes on transactions: what was begun, what the application asked for, what was decided. */

export function noteBegun(state: ClusterState, transaction: number): ClusterState {
  const fact: TransactionFact = {
    transaction,
    asked: 'nothing',
    sent: EMPTY,
    offsets: [],
    letters: EMPTY,
    decided: 'nothing',
  };
  const transactions = [...state.ledger.transactions, fact].sort((a, b) => a.transaction - b.transaction);
  return withLedger(state, { transactions });
}

/** @param sent the records that the application has sent in the transaction. */
export function noteAsked(state: ClusterState, transaction: number, commit: boolean, sent: SmallSet): ClusterState {
  return note(state, transaction, (fact) =>
    commit ? { ...fact, asked: 'commit', sent } : { ...fact, asked: 'abort', sent: EMPTY },
  );
}

/** The application has sent offsets in the transaction, and was answered. */
export const noteOffsets = (state: ClusterState, transaction: number, offsets: readonly number[]): ClusterState =>
  note(state, transaction, (fact) => ({ ...fact, offsets }));

/** The application has sent a dead letter in the transaction. */
export const noteLetter = (state: ClusterState, transaction: number, value: number): ClusterState =>
  note(state, transaction, (fact) => ({ ...fact, letters: add(fact.letters, value) }));

/** A decision to commit also commits the offsets sent in the transaction, whenever their marker is written. */
export function noteDecided(world: World, state: ClusterState, producer: number, commit: boolean): ClusterState {
  const { transaction } = state.transactions[producer];
  const fact = factOf(state, transaction);
  const sent = fact?.offsets ?? [];
  const group = groupOfTransaction(world, transaction);
  const decided = { offsets: [], letters: EMPTY, decided: commit ? ('commit' as const) : ('abort' as const) };
  const noted = note(state, transaction, (before) => ({ ...before, ...decided }));
  const after = commit
    ? elementsOf(fact?.letters ?? EMPTY).reduce((to, value) => noteDeadLetter(to, group, value), noted)
    : noted;
  if (!commit || sent.length === 0) return after;
  const overtaken = overtakenOf(after, group, transaction);
  const last = overtaken === EMPTY ? sent : sent.map((offset, partition) => (has(overtaken, partition) ? -1 : offset));
  return noteCommit(after, group, last);
}

/** In which partitions a commit counts that was sent after the offsets of the transaction. */
function overtakenOf(state: ClusterState, group: number, transaction: number): SmallSet {
  const { pending } = state.groups[group];
  const overtaken = pending.find((offsets) => offsets.transaction === transaction)?.overtaken;
  if (overtaken === undefined) return EMPTY;
  return pending
    .filter((other) => has(overtaken.by, other.producer) && factOf(state, other.transaction)?.decided === 'commit')
    .flatMap(({ offsets }) => offsets.flatMap((offset, partition) => (offset >= 0 ? [partition] : [])))
    .reduce(add, overtaken.partitions);
}

/** Offsets that from now on a new owner must start from. */
export function noteCommit(state: ClusterState, group: number, offsets: readonly number[]): ClusterState {
  const commits = state.ledger.commits.slice();
  commits[group] = commits[group].map((offset, partition) => (offsets[partition] >= 0 ? offsets[partition] : offset));
  return withLedger(state, { commits });
}

/** What the observer knows of a transaction. */
export function factOf(state: ClusterState, transaction: number): TransactionFact | undefined {
  return state.ledger.transactions.find((fact) => fact.transaction === transaction);
}

function note(
  state: ClusterState,
  transaction: number,
  change: (fact: TransactionFact) => TransactionFact,
): ClusterState {
  const transactions = state.ledger.transactions.map((fact) =>
    fact.transaction === transaction ? change(fact) : fact,
  );
  return withLedger(state, { transactions });
}
