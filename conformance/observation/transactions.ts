import type { TransactionEntry } from '../../model/broker/transaction-coordinator.ts';
import { clientRuns } from '../../model/producer/client/incarnation.ts';
import type { ClientTransactionState } from '../../model/producer/client/producer.ts';
import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { memberOf } from '../../model/transactional-ids.ts';
import type { World } from '../../model/world.ts';
import type { TransactionDescription } from '../../wire/admin/transactions.ts';
import type { ProducerState } from '../clients/protocol.ts';
import { HarnessError } from '../harness-error.ts';
import { labelOf, processOf, producerId } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { transactionOf } from '../testbed/transaction-of.ts';
import { nameOfProducerId } from '../testbed/producer-ids.ts';
import { WHAT } from './words.ts';

/** Where transactional offsets go. */
const OFFSETS_TOPIC = '__consumer_offsets';

/** What the machine's coordinator and clients must show of transactions. */
export function expectTransactions(world: World, state: ClusterState, view: Map<string, string>): void {
  if (!world.transactional) return;
  state.transactions.forEach((entry, id) => {
    if (entry.epoch >= 0)
      view.set(WHAT.transaction(id), transactionWords(entry.status, entry.epoch, touched(world, entry)));
  });
  state.producers.forEach(({ transactionState, epoch }, producer) => {
    if (clientRuns(world, state, producer))
      view.set(WHAT.client(producerId(producer)), clientWords(transactionState, epoch));
  });
}

/** What the cluster's coordinator and the clients show of transactions. */
export async function seeTransactions(testbed: Testbed, state: ClusterState, view: Map<string, string>): Promise<void> {
  const { world, producerIds, deadlines } = testbed;
  if (!world.transactional) return;
  for (let id = 0; id < world.transactionalIds; id += 1) {
    const told = await transactionOf(testbed, id);
    if (told === null) continue;
    producerIds.learn(told.producerId, nameOfProducerId(id));
    const isOver = told.state !== 'Ongoing';
    if (!isOver) deadlines.set(id, told.startedAt + told.timeoutMs);
    else if (state.transactions[id].status !== 'ongoing') deadlines.delete(id);
    else if (Date.now() > (deadlines.get(id) ?? Infinity)) {
      throw new HarnessError('the schedule was played too slowly: transaction.timeout.ms has passed before its turn');
    }
    view.set(
      WHAT.transaction(id),
      transactionWords(STATUSES.get(told.state) ?? told.state, told.producerEpoch, touchedOf(testbed, told)),
    );
  }
  for (let producer = 0; producer < world.producers; producer += 1) {
    const process = testbed.clients.get(processOf(world, producer));
    if (process === undefined || !process.isUp || isPaused(world, state, producer)) continue;
    // One for each input partition is begun with that.
    if (world.ids === 'per-partition' && !state.producers[producer].up) continue;
    const told = await process.call('producer.state', { name: producerId(producer) });
    view.set(WHAT.client(producerId(producer)), clientWordsOf(told));
  }
}

/** Whether the client's process is paused, so that it answers nobody. */
const isPaused = (world: World, state: ClusterState, producer: number): boolean =>
  world.transform ? state.members[memberOf(world, producer)].status === 'stalled' : state.producers[producer].stalled;

/** The coordinator's states, as the machine calls them. */
const STATUSES: ReadonlyMap<string, TransactionEntry['status']> = new Map([
  ['Empty', 'empty'],
  ['Ongoing', 'ongoing'],
  ['PrepareCommit', 'prepare-commit'],
  ['PrepareAbort', 'prepare-abort'],
  ['CompleteCommit', 'complete-commit'],
  ['CompleteAbort', 'complete-abort'],
]);

const transactionWords = (status: string, epoch: number, partitions: readonly string[]): string =>
  [`${status}, epoch ${epoch}`, ...[...partitions].sort()].join(', ');

const touched = (world: World, { partitions, offsets }: TransactionEntry): readonly string[] => [
  ...elementsOf(partitions).map((partition) => labelOf(world, partition)),
  ...(offsets ? [OFFSETS_TOPIC] : []),
];

function touchedOf({ world, names }: Testbed, { partitions }: TransactionDescription): readonly string[] {
  const labels = new Map(
    world.placement.map((_, partition) => {
      const { topic, partition: index } = names.partition(partition);
      return [`${topic}-${index}`, labelOf(world, partition)] as const;
    }),
  );
  return Object.entries(partitions).flatMap(([topic, indexes]) =>
    topic === OFFSETS_TOPIC ? [topic] : indexes.map((index) => labels.get(`${topic}-${index}`) ?? `${topic}-${index}`),
  );
}

/** States of the Java client (`TransactionManager.State`), as the machine calls them. */
const CLIENT_STATES: ReadonlyMap<string, ClientTransactionState> = new Map([
  ['UNINITIALIZED', 'uninitialised'],
  ['INITIALIZING', 'uninitialised'],
  ['READY', 'ready'],
  ['IN_TRANSACTION', 'open'],
  ['COMMITTING_TRANSACTION', 'committing'],
  ['ABORTABLE_ERROR', 'must-abort'],
  ['ABORTING_TRANSACTION', 'aborting'],
]);

/** A client that has yet to initialise may not know its epoch. */
const clientWords = (state: string, epoch: number): string =>
  state === 'uninitialised' ? state : `${state}, epoch ${epoch}`;

const clientWordsOf = ({ state = 'no transactions', epoch = -1 }: ProducerState): string =>
  clientWords(CLIENT_STATES.get(state) ?? state, epoch);
