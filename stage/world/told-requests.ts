import { API } from '../../wire/api-keys.ts';
import type { DecodedRequest } from '../../wire/apache/decode-request.ts';
import { errorName } from '../../wire/error-codes.ts';
import { MalformedMessage } from '../../wire/malformed-message.ts';
import { readAssignment } from '../../wire/messages/consumer-protocol.ts';
import { type Batch, readBatches } from '../../wire/record-batch.ts';
import type { FetchBody, ProduceBody } from '../cluster/waiting.ts';
import type { InputRecord, Place } from '../ledger.ts';
import { idsInWords } from '../process/calls/ids-in-words.ts';
import type { Life } from '../process/time/life.ts';
import { knownIn } from '../process/markers.ts';
import type { Stage } from '../process/stage.ts';
import type { Answered, Received, Witness } from '../process/network/witness.ts';
import { topicPartition } from '../topic-partition.ts';
import {
  type CommitAnswerBody,
  type CommitBody,
  type FetchAnswerBody,
  type ProduceAnswerBody,
  recordsFor,
} from './bodies.ts';

/** What goes up with every round: where the next record lies, and the generation of a group. */
const NUMBER = / (?:at offset|in generation) \d+/;
/** So many rounds may be no circle. */
const ROUNDS_MAX = 6;

/** Whose words they are, and who knows what they are about. */
interface Told {
  readonly stage: Pick<Stage, 'tellRound'>;
  readonly records: readonly InputRecord[];
  /** The topic of an id: newer requests name it by that. */
  readonly nameOf: (topicId: string) => string;
}

/** What is said of a request, or of its answer. */
type Words = readonly string[];

/**
 * Tells the story of what brokers have done for programs: who was assigned what, which records it was sent, what it has committed and
 * written. What a life asks for over and over is told twice.
 */
export class ToldRequests implements Witness {
  readonly #told: Told;
  /** The ids of the input, by where it lies. */
  readonly #inputs: ReadonlyMap<string, string>;
  /** By life and partition, the offset behind what it was sent last. */
  readonly #next = new Map<Life, Map<string, number>>();
  /** By partition and sequence number, which records were written. */
  readonly #written = new Map<string, string>();
  /** How often a life has done the same, but for a number. */
  readonly #rounds = new Map<string, number>();

  constructor(told: Told) {
    this.#told = told;
    this.#inputs = new Map(told.records.map((record) => [placeOf(record), record.id]));
  }

  received({ life, request, line }: Received): void {
    if (request.apiKey === API.Fetch) this.tell(this.readings(life, request), { life, line });
  }

  answered(answered: Answered): void {
    this.tell(this.wordsOf(answered), answered);
  }

  private tell(words: Words, { life, line }: Pick<Answered, 'life' | 'line'>): void {
    for (const text of words) this.#told.stage.tellRound(text, life, line, this.likeOf(text, life));
  }

  /** As what it is told: behind some of the same that differ by a number alone, it goes round. */
  private likeOf(text: string, life: Life): string {
    const round = text.replace(NUMBER, '');
    const whose = `${life.name} ${round}`;
    const times = (this.#rounds.get(whose) ?? 0) + 1;
    this.#rounds.set(whose, times);
    return times > ROUNDS_MAX ? round : text;
  }

  private wordsOf(answered: Answered): Words {
    switch (answered.request.apiKey) {
      case API.SyncGroup:
        return this.assigned(answered);
      case API.Heartbeat:
        return heard(answered);
      case API.LeaveGroup:
        return codeIn(answered.body) === 0 ? [`leaves group ${groupIn(answered)}`] : [];
      case API.Fetch:
        return this.sent(answered);
      case API.OffsetCommit:
        return this.committed(answered, (place) => `commits ${place} for group ${groupIn(answered)}`);
      case API.TxnOffsetCommit:
        return this.committed(answered, (place) => `puts ${place} for group ${groupIn(answered)} into its transaction`);
      case API.Produce:
        return this.written(answered);
      case API.InitProducerId:
        return identified(answered);
      case API.EndTxn:
        return ended(answered);
      default:
        return [];
    }
  }

  private assigned({ life, request, body }: Answered): Words {
    if (codeIn(body) !== 0) return [];
    this.#next.delete(life);
    const partitions = partitionsIn(body.assignment as Buffer);
    if (partitions === undefined) return [];
    const what = partitions.length === 0 ? 'nothing' : partitions.join(', ');
    return [
      `is assigned ${what} in generation ${String(request.body.generationId)} of group ${String(request.body.groupId)}`,
    ];
  }

  /** Where a life begins to read, and where it goes on elsewhere than behind what it was sent. */
  private readings(life: Life, { body }: DecodedRequest): Words {
    const next = this.nextOf(life);
    return (body as unknown as FetchBody).topics.flatMap(({ topic, topicId, partitions }) =>
      partitions.flatMap(({ partition, fetchOffset }) => {
        const place = topicPartition({ topic: topic || this.#told.nameOf(topicId), partition });
        const isOn = next.get(place) === fetchOffset;
        next.set(place, fetchOffset);
        return isOn ? [] : [`reads ${place} from offset ${fetchOffset} on`];
      }),
    );
  }

  private sent({ life, request, body }: Answered): Words {
    const asked = (request.body as unknown as FetchBody).topics;
    return (body as unknown as FetchAnswerBody).responses.flatMap(({ topic: name = '', topicId = '', partitions }) =>
      partitions.flatMap(({ partitionIndex: partition, records }) => {
        if (!records || records.length === 0) return [];
        const from = asked
          .find((one) => one.topic === name && one.topicId === topicId)
          ?.partitions.find((one) => one.partition === partition)?.fetchOffset;
        const topic = name || this.#told.nameOf(topicId);
        const batches = readBatches(records);
        this.nextOf(life).set(topicPartition({ topic, partition }), batches[batches.length - 1].lastOffset + 1);
        const ids = this.idsIn(topic, partition, batches, from);
        return ids.length === 0 ? [] : [`is sent ${idsInWords(ids)} of ${topicPartition({ topic, partition })}`];
      }),
    );
  }

  private idsIn(topic: string, partition: number, batches: readonly Batch[], from = 0): readonly string[] {
    const { records } = this.#told;
    const ids = batches
      .flatMap((batch) => (batch.isControl ? [] : batch.records))
      .filter(({ offset }) => offset >= from)
      .flatMap(({ offset, key, value, headers }) => {
        const input = this.#inputs.get(placeOf({ topic, partition, offset }));
        return input === undefined ? knownIn([key, value, headers], records) : [input];
      });
    return [...new Set(ids)];
  }

  private committed({ request, body }: Answered, accepted: (place: string) => string): Words {
    const answers = (body as unknown as CommitAnswerBody).topics;
    return (request.body as unknown as CommitBody).topics.flatMap(({ name, topicId, partitions }, topicAt) =>
      partitions.map(({ partitionIndex: partition, committedOffset }, at) => {
        const topic = name || this.#told.nameOf(topicId);
        const place = `offset ${committedOffset} of ${topicPartition({ topic, partition })}`;
        const code = answers[topicAt]?.partitions[at]?.errorCode ?? 0;
        return code === 0 ? accepted(place) : `is not let commit ${place}: ${errorName(code)}`;
      }),
    );
  }

  private written({ request, body }: Answered): Words {
    const asked = request.body as unknown as ProduceBody;
    return (body as unknown as ProduceAnswerBody).responses.flatMap(({ name, topicId = '', partitionResponses }) =>
      partitionResponses.map(({ index, errorCode = 0, baseOffset }) => {
        const records = recordsFor(asked, name, topicId, index);
        const batches = errorCode === 0 ? readBatches(records) : [];
        const ids = this.idsOf(records, batches);
        const place = topicPartition({ topic: name || this.#told.nameOf(topicId), partition: index });
        const what = `${ids.length === 0 ? '' : `${idsInWords(ids)} `}to ${place}`;
        if (errorCode !== 0) return `is not let write ${what}: ${errorName(errorCode)}`;
        const other = this.takenFor(place, batches, idsInWords(ids));
        if (other !== undefined)
          return `has ${idsInWords(ids)} taken for ${other} at offset ${baseOffset} of ${place}, by its sequence number: it is not written`;
        const how = batches.some(({ isTransactional }) => isTransactional) ? ', in its transaction' : '';
        return `writes ${what} at offset ${baseOffset}${how}`;
      }),
    );
  }

  /** Records that are in what is sent to a log; in a batch that is compressed, in its records. */
  private idsOf(bytes: Buffer, batches: readonly Batch[]): readonly string[] {
    const { records } = this.#told;
    const ids = knownIn(bytes, records);
    return ids.length > 0
      ? ids
      : knownIn(
          batches.map((batch) => batch.records.map(contentOf)),
          records,
        );
  }

  /** What lies in a partition under the sequence numbers of something else. */
  private takenFor(place: string, [batch]: readonly Batch[], ids: string): string | undefined {
    if (batch === undefined || batch.producerId < 0 || ids === '') return undefined;
    const whose = `${place} ${batch.producerId}/${batch.producerEpoch} ${batch.baseSequence}`;
    const known = this.#written.get(whose);
    if (known === undefined) this.#written.set(whose, ids);
    return known === ids ? undefined : known;
  }

  private nextOf(life: Life): Map<string, number> {
    const next = this.#next.get(life) ?? new Map<string, number>();
    this.#next.set(life, next);
    return next;
  }
}

const contentOf = ({ key, value, headers }: Batch['records'][number]): readonly unknown[] => [key, value, headers];

const placeOf = (place: Place): string => `${topicPartition(place)} ${place.offset}`;

function heard({ request, body }: Answered): Words {
  const code = codeIn(body);
  return code === 0 ? [] : [`hears ${errorName(code)} from group ${String(request.body.groupId)}`];
}

function identified({ request, body }: Answered): Words {
  const { transactionalId } = request.body;
  if (typeof transactionalId !== 'string' || codeIn(body) !== 0) return [];
  return [`takes the transactional id ${transactionalId}, epoch ${String(body.producerEpoch)}`];
}

function ended({ request, body }: Answered): Words {
  const code = codeIn(body);
  const what = request.body.committed ? 'commit' : 'abort';
  return [code === 0 ? `${what}s its transaction` : `is not let ${what} its transaction: ${errorName(code)}`];
}

const groupIn = ({ request }: Answered): string => String(request.body.groupId);

const codeIn = (body: Answered['body']): number => Number(body.errorCode ?? 0);

/** Undefined for what is no assignment of consumers: brokers hand on whatever a leader says. */
function partitionsIn(assignment: Buffer): readonly string[] | undefined {
  try {
    return Object.entries(readAssignment(assignment)).flatMap(([topic, partitions]) =>
      partitions.map((partition) => topicPartition({ topic, partition })),
    );
  } catch (error) {
    if (error instanceof RangeError || error instanceof MalformedMessage) return undefined;
    throw error;
  }
}
