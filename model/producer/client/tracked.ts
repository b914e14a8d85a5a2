import { numbered } from '../../network/requests/connection.ts';
import type { Batch } from '../../network/requests/request.ts';
import type { Producer } from './producer.ts';

/**
 * The batches of a partition that have a sequence and no answer yet, in the order of their sequences: on their way, or
 * waiting for another try (`TxnPartitionEntry.inflightBatchesBySequence`).
 */
export function tracked({ queue, inFlight }: Producer, partition: number): readonly Batch[] {
  return [...inFlight.filter(({ expired }) => !expired).map(numbered), ...queue]
    .filter((batch) => batch.partition === partition)
    .sort((a, b) => a.sequence - b.sequence);
}

export const tracksAny = ({ queue, inFlight }: Producer, partition: number): boolean =>
  queue.some((batch) => batch.partition === partition) ||
  inFlight.some(({ batch, expired }) => batch.partition === partition && !expired);
