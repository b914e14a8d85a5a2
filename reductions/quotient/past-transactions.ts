import { timesSeen } from '../../model/observer/sightings.ts';
import type { TransactionFact } from '../../model/observer/ledger.ts';
import type { Rewriting, RewrittenPart } from '../../model/rewriting.ts';
import { elementsOf, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import { producerOfTransaction, transactionId, type World } from '../../model/world.ts';
import {
  renamedBatch,
  renamedOrphan,
  renamedPending,
  renamedRecord,
  renamedRequest,
  type Renaming,
} from './renaming.ts';

/**
 * How many transactions a process has had before, and how many epochs, does not matter.
 *
 * 1. *What the observer knows of a transaction* is left out once nobody has anything to do with it any more: neither its
 *    client, nor a coordinator, nor a request. If it was committed, all that was sent in it has been read; if not, none of it
 *    may be, and what stands of it in a log has its marker, or is refused one.
 * 2. *Transactions* are numbered from 0, those of each process by themselves. They are told apart, and the next one is new.
 * 3. *Epochs of a producer* are counted back from that of its coordinator, which nobody is ahead of. They are compared, with
 *    each other and with the one before, and the coordinator goes on by one.
 */
export const withoutPastTransactions = (world: World): readonly Rewriting<ClusterState>[] => [
  {
    applies: () => true,
    parts: [
      {
        path: ['ledger', 'transactions'],
        of: (state) => state.ledger.transactions.filter((fact) => isKnown(state, fact)),
      },
    ],
  },
  { applies: () => true, parts: partsOf(world) },
];

/** Whether anybody has still to do with a transaction, or a reader with what was committed in it. */
function isKnown({ ledger, ...state }: ClusterState, { transaction, decided, sent }: TransactionFact): boolean {
  if (decided === 'commit' && elementsOf(sent).some((value) => timesSeen(ledger.outputs, value) === 0)) return true;
  const process = producerOfTransaction(transaction);
  const client = state.producers[process];
  const isOfClient = client.transactionState !== 'ready' && client.transactionState !== 'uninitialised';
  if (client.transaction === transaction && isOfClient) return true;
  return (
    state.transactions[process].transaction === transaction ||
    client.queue.some((batch) => batch.transaction === transaction) ||
    client.inFlight.some(({ batch }) => batch.transaction === transaction) ||
    state.groups[0].pending.some((pending) => pending.transaction === transaction) ||
    state.orphanedRequests.some((orphan) =>
      orphan.kind === 'produce'
        ? orphan.batch.transaction === transaction
        : orphan.kind !== 'offset-commit' && orphan.transaction === transaction,
    )
  );
}

/** The numbers of transactions among those that are known; all others of a process are the one after these. */
function numbersOf({ ledger, transactions }: Pick<ClusterState, 'ledger' | 'transactions'>): Renaming {
  return {
    process: (slot) => slot,
    transaction(transaction) {
      if (transaction < 0) return transaction;
      const process = producerOfTransaction(transaction);
      const known = ledger.transactions.filter((fact) => producerOfTransaction(fact.transaction) === process);
      const ordinal = known.findIndex((fact) => fact.transaction === transaction);
      return transactionId(process, ordinal < 0 ? known.length : ordinal);
    },
    epoch: (slot, epoch) => (slot < 0 || epoch < 0 ? epoch : transactions[slot].epoch - epoch),
  };
}

function partsOf(world: World): readonly RewrittenPart<ClusterState>[] {
  const outputs = range(world.outputs).map((output) => world.inputs + output);
  return [
    ...outputs.flatMap((partition): RewrittenPart<ClusterState>[] => [
      ...world.placement[partition].flatMap((broker): RewrittenPart<ClusterState>[] => {
        const path = ['replicas', broker * world.partitions + partition];
        return [
          {
            path: [...path, 'log'],
            of(state) {
              const names = numbersOf(state);
              return replicaOf(world, state, broker, partition).log.map((record) => renamedRecord(names, record));
            },
          },
          {
            path: [...path, 'leading'],
            of(state) {
              const { leading } = replicaOf(world, state, broker, partition);
              const { epoch } = numbersOf(state);
              if (leading === null) return null;
              const verifying = leading.verifying.map(
                (seen, slot) => seen && { ...seen, epoch: epoch(slot, seen.epoch) },
              );
              return { ...leading, verifying };
            },
          },
        ];
      }),
      {
        path: ['ledger', 'committed', partition],
        of(state) {
          const names = numbersOf(state);
          return state.ledger.committed[partition].map((record) => renamedRecord(names, record));
        },
      },
    ]),
    ...range(world.producers).flatMap((process): RewrittenPart<ClusterState>[] => [
      {
        path: ['producers', process],
        of(state) {
          const { epoch, transaction } = numbersOf(state);
          const client = state.producers[process];
          const last = client.transaction < 0 ? transactionId(process, 0) : client.transaction;
          return { ...client, epoch: epoch(process, client.epoch), transaction: transaction(last) };
        },
      },
      {
        path: ['producers', process, 'queue'],
        of(state) {
          const names = numbersOf(state);
          return state.producers[process].queue.map((batch) => renamedBatch(names, batch));
        },
      },
      {
        path: ['producers', process, 'inFlight'],
        of(state) {
          const names = numbersOf(state);
          return state.producers[process].inFlight.map((request) => renamedRequest(names, request));
        },
      },
      {
        path: ['transactions', process],
        of(state) {
          const { transaction } = numbersOf(state);
          const entry = state.transactions[process];
          return { ...entry, epoch: 0, transaction: transaction(entry.transaction) };
        },
      },
    ]),
    {
      path: ['orphanedRequests'],
      of(state) {
        const names = numbersOf(state);
        return state.orphanedRequests.map((orphan) => renamedOrphan(names, orphan));
      },
    },
    {
      path: ['groups', 0, 'pending'],
      of(state) {
        const names = numbersOf(state);
        return state.groups[0].pending.map((pending) => renamedPending(names, pending));
      },
    },
    {
      path: ['ledger', 'transactions'],
      of(state) {
        const { transaction } = numbersOf(state);
        return state.ledger.transactions.map((fact) => ({ ...fact, transaction: transaction(fact.transaction) }));
      },
    },
  ];
}
