import { InputError } from '../../setups/input-error.ts';
import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import { type Batch, readBatches } from '../../wire/record-batch.ts';
import type { SourceLine } from '../decision-point.ts';
import type { ProduceBody } from '../cluster/waiting.ts';
import type { InputRecord, Outcome } from '../ledger.ts';
import { knownIn } from '../process/markers.ts';
import { placeOf } from '../process/source/user-line.ts';
import type { Answered } from '../process/network/witness.ts';
import { topicPartition } from '../topic-partition.ts';
import { type ProduceAnswerBody, recordsFor } from './bodies.ts';

type Writer = Pick<Outcome, 'process' | 'incarnation' | 'at' | 'line' | 'isLetGo' | 'isUnanswered'>;

/** A batch that a leader has answered for, where it put it, and who sent it. */
interface Written {
  readonly batch: Batch;
  readonly baseOffset: number;
  readonly writer: Writer;
}

/** Who wrote what into the logs, as the answers to producers tell it, and what a reader finds there. */
export class ObservedTopics {
  /** By `topicPartition()`. */
  readonly #written = new Map<string, Written[]>();
  private readonly nameOf: (topicId: string) => string;

  constructor(nameOf: (topicId: string) => string) {
    this.nameOf = nameOf;
  }

  /** @throws {InputError} on records of which nobody here knows what they are. */
  answered({ life, request, body, at, line, isLetGo }: Answered): void {
    if (request.apiKey !== API.Produce) return;
    const writer: Writer = {
      process: life.process,
      incarnation: life.incarnation,
      at,
      ...(line === undefined ? {} : { line }),
      ...(isLetGo ? { isLetGo } : {}),
      ...((request.body as unknown as ProduceBody).acks === 0 ? { isUnanswered: true } : {}),
    };
    for (const { name, topicId = '', partitionResponses } of (body as unknown as ProduceAnswerBody).responses) {
      for (const { index, errorCode = 0, baseOffset } of partitionResponses) {
        const topic = name || this.nameOf(topicId);
        if (errorCode === ERROR_CODES.UNSUPPORTED_COMPRESSION_TYPE) throw unread(topic, line);
        if (errorCode !== 0) continue;
        const [batch] = readBatches(recordsFor(request.body as unknown as ProduceBody, name, topicId, index));
        const written = this.writtenTo(topic, index);
        // A batch that is sent again is answered with where it already is.
        if (!written.some((one) => isAt(one, { ...batch, baseOffset }))) written.push({ batch, baseOffset, writer });
      }
    }
  }

  /**
   * What is in a partition's log behind the input, as outcomes: records of a transaction that was aborted, or is open, are not
   * for readers of committed records. And what a leader had answered for, and is not there: it was cut off, or taken for another.
   */
  outcomes(
    topic: string,
    partition: number,
    batches: readonly Batch[],
    inputs: readonly InputRecord[],
  ): readonly Outcome[] {
    const from = inputs.filter((record) => record.topic === topic && record.partition === partition).length;
    const written = this.writtenTo(topic, partition);
    const outcomesOf = (batch: Batch, baseOffset: number, state: Outcome['state'], writer: Writer): Outcome[] =>
      batch.records.map(({ offset, key, value, headers }) => ({
        records: knownIn([key, value, headers], inputs),
        what: `topic ${topic}`,
        place: { topic, partition, offset: baseOffset + offset - batch.baseOffset },
        content: wordsOf({ key, value, headers }),
        state,
        ...writer,
      }));
    const found = batches.flatMap((batch, index) => {
      if (batch.isControl || batch.baseOffset < from) return [];
      const end = batches
        .slice(index)
        .find(({ isControl, producerId }) => isControl && producerId === batch.producerId);
      const state = !batch.isTransactional || end?.control?.type === 'commit' ? 'done' : 'aborted';
      const writer = written.find((one) => isAt(one, batch))?.writer ?? NOBODY;
      return outcomesOf(batch, batch.baseOffset, state, writer);
    });
    const gone = written
      .filter((one) => !batches.some((batch) => isAt(one, batch)))
      .flatMap(({ batch, baseOffset, writer }) => outcomesOf(batch, baseOffset, 'gone', writer));
    return [...found, ...gone];
  }

  private writtenTo(topic: string, partition: number): Written[] {
    const place = topicPartition({ topic, partition });
    const written = this.#written.get(place) ?? [];
    this.#written.set(place, written);
    return written;
  }
}

/** Who wrote without waiting for an answer (acks=0) is not told. */
const NOBODY: Writer = { process: 0, incarnation: 0, at: 0 };

/** Whether a batch of a log is one that was written there: where one was cut off, another may have its offset. */
const isAt = ({ batch, baseOffset }: Written, stored: Batch): boolean =>
  stored.baseOffset === baseOffset && contentOf(stored) === contentOf(batch);

const wordsOf = ({ key, value, headers }: Pick<Batch['records'][number], 'key' | 'value' | 'headers'>): string =>
  JSON.stringify([key, value, ...headers.flatMap((header) => [header.key, header.value])].map(textOf));

const textOf = (part: string | Buffer | null | undefined): string | undefined =>
  typeof part === 'string' ? part : part?.toString('latin1');

const contentOf = ({ records }: Batch): string =>
  JSON.stringify(records.map(({ key, value }) => [key, value].map(textOf)));

const unread = (topic: string, line: SourceLine | undefined): InputError =>
  new InputError(
    line ? placeOf(line) : topic,
    `sends records to ${topic} that are compressed by what is not read here`,
    'let it compress by gzip, or not at all, when it is tried: what is delivered does not depend on it',
  );
