import type { ActionOf, TransactionAction } from '../../../model/action.ts';
import type { TransactionEntry } from '../../../model/broker/transaction-coordinator.ts';
import { elementsOf } from '../../../model/sets.ts';
import { OFFSETS } from '../../testbed/markers-under-way.ts';
import { transactionOf } from '../../testbed/transaction-of.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { answerCoordinator, deliverMarker, leaderOf, takeMarker } from './transaction-markers.ts';
import type { Move, Moves } from '../move.ts';
import { UnplayableError } from '../../testbed/unplayable-error.ts';

/** What a transaction is in once its abort has been decided: where markers are written at once, that is seen too late. */
const ABORTED: ReadonlySet<string> = new Set(['PrepareAbort', 'CompleteAbort']);

const timeOut: Move<ActionOf<'transaction.time-out'>> = async (testbed, { action: { producer: id } }) => {
  await testbed.poll(
    'transaction.timeout.ms to pass',
    async () => ABORTED.has((await transactionOf(testbed, id))?.state ?? ''),
    Math.max(0, (testbed.deadlines.get(id) ?? 0) - Date.now()) + testbed.brokers.limits.abortsLateByMs,
  );
};

async function write(testbed: Testbed, id: number, partition: number): Promise<void> {
  const marker = { id, partition };
  const { payload } = await takeMarker(testbed, marker);
  testbed.markers.written(marker, deliverMarker(testbed, leaderOf(testbed, marker), payload));
}

const writeMarker: Move<ActionOf<'transaction.write-marker'>> = (testbed, { action: { producer: id, partition } }) =>
  write(testbed, id, partition);

const writeOffsetsMarker: Move<ActionOf<'transaction.write-offsets-marker'>> = (
  testbed,
  { action: { producer: id } },
) => write(testbed, id, OFFSETS);

const complete: Move<ActionOf<'transaction.complete'>> = async (testbed, { action: { producer: id }, before }) => {
  for (const partition of partitionsOf(before.transactions[id])) {
    const marker = { id, partition };
    const answer = testbed.markers.answerTo(marker) ?? Promise.resolve('it never asked');
    const said = await testbed.within('a marker to be replicated', answer);
    if (said !== 'NONE') {
      throw new UnplayableError(
        `the coordinator does not know that its marker is there (${said}), and would write it once more`,
      );
    }
    testbed.markers.forget(marker);
  }
  await answerCoordinator(testbed, id);
};

/** The partitions that the markers of a transaction go to. */
const partitionsOf = ({ partitions, offsets }: TransactionEntry): readonly number[] => [
  ...elementsOf(partitions),
  ...(offsets ? [OFFSETS] : []),
];

/** What the transaction coordinator does. */
export const TRANSACTION_MOVES: Moves<TransactionAction> = {
  'transaction.time-out': timeOut,
  'transaction.write-marker': writeMarker,
  'transaction.write-offsets-marker': writeOffsetsMarker,
  'transaction.complete': complete,
};
