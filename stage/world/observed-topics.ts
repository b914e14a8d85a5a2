import { InputError } from '../../setups/input-error.ts';
import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import type { Batch } from '../../wire/record-batch.ts';
import type { SourceLine } from '../decision-point.ts';
import type { InputRecord, Outcome } from '../ledger.ts';
import { markersIn } from '../process/markers.ts';
import { placeOf } from '../process/user-line.ts';
import type { Answered } from '../process/witness.ts';

type Writer = Pick<Outcome, 'process' | 'incarnation' | 'at' | 'line'>;

interface ProduceAnswer {
  readonly responses: readonly {
    readonly name: string;
    readonly topicId?: string;
    readonly partitionResponses: readonly {
      readonly index: number;
      readonly errorCode?: number;
      readonly baseOffset: number;
    }[];
  }[];
}

/** Who wrote what into the logs, as the answers to producers tell it, and what a reader finds there. */
export class ObservedTopics {
  readonly #writers = new Map<string, Writer>();
  private readonly nameOf: (topicId: string) => string;

  constructor(nameOf: (topicId: string) => string) {
    this.nameOf = nameOf;
  }

  /** @throws {InputError} on records of which nobody here knows what they are. */
  answered({ life, request, body, at, line }: Answered): void {
    if (request.apiKey !== API.Produce) return;
    const writer: Writer = {
      process: life.process,
      incarnation: life.incarnation,
      at,
      ...(line === undefined ? {} : { line }),
    };
    for (const { name, topicId = '', partitionResponses } of (body as unknown as ProduceAnswer).responses) {
      for (const { index, errorCode = 0, baseOffset } of partitionResponses) {
        const topic = name || this.nameOf(topicId);
        if (errorCode === ERROR_CODES.UNSUPPORTED_COMPRESSION_TYPE) throw unread(topic, line);
        const place = `${topic}/${index}/${baseOffset}`;
        // A batch that is sent again is answered with where it already is.
        if (errorCode === 0 && !this.#writers.has(place)) this.#writers.set(place, writer);
      }
    }
  }

  /**
   * What is in a partition's log behind the input, as outcomes: records of a transaction that was aborted, or is open, are not
   * for readers of committed records.
   */
  outcomes(
    topic: string,
    partition: number,
    batches: readonly Batch[],
    inputs: readonly InputRecord[],
  ): readonly Outcome[] {
    const markers = inputs.map(({ id }) => id);
    const from = inputs.filter((record) => record.topic === topic && record.partition === partition).length;
    return batches.flatMap((batch, index) => {
      if (batch.isControl) return [];
      const end = batches
        .slice(index)
        .find(({ isControl, producerId }) => isControl && producerId === batch.producerId);
      const state = !batch.isTransactional || end?.control?.type === 'commit' ? 'done' : 'aborted';
      const writer = this.#writers.get(`${topic}/${partition}/${batch.baseOffset}`) ?? NOBODY;
      return batch.records
        .filter(({ offset }) => offset >= from)
        .map(({ offset, key, value, headers }) => ({
          records: markersIn([key, value, headers], markers),
          what: `topic ${topic}`,
          place: { topic, partition, offset },
          state,
          ...writer,
        }));
    });
  }
}

/** Who wrote without waiting for an answer (acks=0) is not told. */
const NOBODY: Writer = { process: 0, incarnation: 0, at: 0 };

const unread = (topic: string, line: SourceLine | undefined): InputError =>
  new InputError(
    line ? placeOf(line) : topic,
    `sends records to ${topic} that are compressed by what is not read here`,
    'let it compress by gzip, or not at all, when it is tried: what is delivered does not depend on it',
  );
