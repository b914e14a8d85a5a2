import { produce as append } from '../../../model/ports/produce.ts';
import { withOlderTransactions } from '../../../model/ports/open-world.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { UnreadCompression } from '../../../wire/compression.ts';
import { MalformedMessage } from '../../../wire/malformed-message.ts';
import { produceApi } from '../../../wire/messages/produce.ts';
import { type Batch, readBatches } from '../../../wire/record-batch.ts';
import type { Arrived } from '../arrived.ts';
import type { Cluster } from '../cluster.ts';
import { errorCode } from '../error-code.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';
import { producedAnswer } from './produced-answer.ts';
import type { AppendedBatch, ProduceBody } from '../waiting.ts';

type Produced = Handled<ReturnType<typeof produceApi.readResponse>>;

/**
 * Produce: each partition for itself. With acks=all it is answered when everything is below the high watermark. With acks=0 the
 * answer is for those who look on alone: it goes to nobody.
 */
export const produce = handler(produceApi, (cluster, arrived): Produced => {
  const { acks, topicData } = arrived.body;
  let after = cluster;
  const appended: AppendedBatch[] = [];
  for (const { name, topicId, partitionData } of topicData) {
    for (const { index, records } of partitionData) {
      const partition = partitionOf(topicNamed(cluster, name, topicId), index);
      const place = { name, topicId, index, partition, baseOffset: -1, waitsFor: -1 };
      if (partition < 0) {
        const unknown = name ? ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION : ERROR_CODES.UNKNOWN_TOPIC_ID;
        appended.push({ ...place, errorCode: unknown });
        continue;
      }
      const taken = take(after, arrived, partition, records);
      after = taken.cluster;
      appended.push({ ...place, ...taken.what });
    }
  }
  if (acks === 0 || appended.every(({ waitsFor }) => waitsFor < 0)) return answered(after, producedAnswer(appended));
  const { ticket, broker, body } = arrived;
  const waiting = { type: 'produce' as const, ticket, broker, timeoutMs: body.timeoutMs, appended };
  return { cluster: { ...after, waiting: [...after.waiting, waiting] }, answer: null };
});

interface Taken {
  readonly cluster: Cluster;
  readonly what: Pick<AppendedBatch, 'errorCode'> & Partial<AppendedBatch>;
}

const refused = (cluster: Cluster, code: number): Taken => ({ cluster, what: { errorCode: code } });

function take(
  cluster: Cluster,
  { broker, version, body }: Arrived<ProduceBody>,
  partition: number,
  records: Buffer | null,
): Taken {
  const batch = onlyBatch(records);
  if (typeof batch === 'number') return refused(cluster, batch);
  const { world, machine } = cluster;
  const { producerId, producerEpoch: epoch, baseSequence: sequence, isTransactional } = batch;
  if (producerId >= 0 && !cluster.producers[producerId]) return refused(cluster, ERROR_CODES.UNKNOWN_PRODUCER_ID);
  const numbers = batch.records.map((_, index) => cluster.records.length + index);
  const asked = {
    broker,
    acks: acksOf(body.acks),
    batch: {
      value: numbers[0],
      more: numbers.slice(1),
      partition,
      producerId,
      epoch,
      sequence,
      transaction: isTransactional ? transactionOf(cluster, producerId, epoch) : -1,
    },
  };
  const { state, answer } = append(version < 12 ? withOlderTransactions(world) : world, machine, asked);
  const grown = state === machine ? cluster : { ...cluster, machine: state };
  if (answer.error !== 'none') return refused(grown, codeFor(answer.error, version));
  const what = { errorCode: 0, baseOffset: answer.baseOffset, waitsFor: answer.waitsFor };
  const isDuplicate = state.replicas === machine.replicas;
  if (isDuplicate) return { cluster: grown, what };
  const stored = batch.records.map(({ timestamp, key, value, headers }) => ({ timestamp, key, value, headers }));
  const transactions = Math.max(cluster.transactions, asked.batch.transaction + 1);
  return { cluster: { ...grown, records: [...cluster.records, ...stored], transactions }, what };
}

/** The batch; an error where there is not exactly one, or it is broken. */
function onlyBatch(records: Buffer | null): Batch | number {
  try {
    const batches = readBatches(records ?? Buffer.alloc(0));
    const [batch] = batches;
    return batches.length === 1 && batch.records.length > 0 && !batch.isControl ? batch : ERROR_CODES.INVALID_RECORD;
  } catch (error) {
    if (error instanceof MalformedMessage) return ERROR_CODES.CORRUPT_MESSAGE;
    if (error instanceof UnreadCompression) return ERROR_CODES.UNSUPPORTED_COMPRESSION_TYPE;
    throw error;
  }
}

const acksOf = (acks: number): '0' | '1' | 'all' => (acks === 0 ? '0' : acks === 1 ? '1' : 'all');

/** The number of the transaction that the batch is of: the ongoing one, or another that nobody has begun. */
function transactionOf({ machine, transactions }: Cluster, producerId: number, epoch: number): number {
  const entry = machine.transactions[producerId];
  return entry.status === 'ongoing' && entry.epoch === epoch ? entry.transaction : transactions;
}

/** Clients before KIP-890's second part do not know of CONCURRENT_TRANSACTIONS here, and try again on this. */
const codeFor = (error: Parameters<typeof errorCode>[0], version: number): number =>
  error === 'concurrent-transactions' && version < 12 ? ERROR_CODES.NOT_ENOUGH_REPLICAS : errorCode(error);
