import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import type { FetchBody } from '../cluster/waiting.ts';
import type { LeftOpen } from '../ledger.ts';
import type { Answered } from '../process/network/witness.ts';
import type { Life } from '../process/time/life.ts';
import { topicPartition } from '../topic-partition.ts';
import type { FetchAnswerBody, ProduceAnswerBody } from './bodies.ts';

/** By these a producer is told that its transaction is over, as by its time-out: whoever aborts it then comes no further. */
const IS_OVER: ReadonlySet<number> = new Set([
  ERROR_CODES.INVALID_PRODUCER_EPOCH,
  ERROR_CODES.PRODUCER_FENCED,
  ERROR_CODES.INVALID_PRODUCER_ID_MAPPING,
  ERROR_CODES.INVALID_TXN_STATE,
]);

interface Open {
  readonly begun: LeftOpen;
  /** Whether its life has gone on without it: it was sent the same records again, or has left a group. */
  isBehind: boolean;
}

/**
 * Transactions that a program has begun, and asks neither to commit nor to abort, though it has gone on. One that still waits for a
 * request of its transaction has not: there it is the client's that nothing comes back.
 */
export class ObservedTransactions {
  /** By transactional id. */
  readonly #open = new Map<string, Open>();
  /** By life and partition, the highest offset from which it was sent records. */
  readonly #sentFrom = new Map<string, number>();
  private readonly nameOf: (topicId: string) => string;

  /** @param nameOf the topic of an id: newer requests name it by that. */
  constructor(nameOf: (topicId: string) => string) {
    this.nameOf = nameOf;
  }

  get leftOpen(): readonly LeftOpen[] {
    return [...this.#open.values()].filter(({ isBehind }) => isBehind).map(({ begun }) => begun);
  }

  answered(answered: Answered): void {
    const { apiKey, body } = answered.request;
    switch (apiKey) {
      case API.AddPartitionsToTxn:
        return this.begin(String(body.v3AndBelowTransactionalId), answered);
      case API.AddOffsetsToTxn:
        return this.begin(String(body.transactionalId), answered);
      case API.Produce:
        if (isRefused(answered)) this.#open.delete(String(body.transactionalId));
        return undefined;
      case API.EndTxn:
      case API.InitProducerId:
        this.#open.delete(String(body.transactionalId));
        return undefined;
      case API.LeaveGroup:
        return this.goOn(answered.life);
      case API.Fetch:
        return this.isSentAgain(answered) ? this.goOn(answered.life) : undefined;
      default:
        return undefined;
    }
  }

  private begin(id: string, { life: { process, incarnation }, line }: Answered): void {
    const open = this.#open.get(id);
    if (open?.begun.process === process && open.begun.incarnation === incarnation) return;
    this.#open.set(id, { begun: { process, incarnation, ...(line === undefined ? {} : { line }) }, isBehind: false });
  }

  private goOn({ process, incarnation }: Life): void {
    for (const open of this.#open.values())
      if (open.begun.process === process && open.begun.incarnation === incarnation) open.isBehind = true;
  }

  private isSentAgain({ life, request, body }: Answered): boolean {
    let isAgain = false;
    for (const { topic: name = '', topicId = '', partitions } of (body as unknown as FetchAnswerBody).responses)
      for (const { partitionIndex: partition, records } of partitions) {
        if (!records || records.length === 0) continue;
        const from = (request.body as unknown as FetchBody).topics
          .find((one) => one.topic === name && one.topicId === topicId)
          ?.partitions.find((one) => one.partition === partition)?.fetchOffset;
        const whose = `${life.name} ${topicPartition({ topic: name || this.nameOf(topicId), partition })}`;
        const before = this.#sentFrom.get(whose) ?? -1;
        isAgain ||= from !== undefined && from <= before;
        this.#sentFrom.set(whose, Math.max(before, from ?? -1));
      }
    return isAgain;
  }
}

const isRefused = ({ body }: Answered): boolean =>
  (body as unknown as ProduceAnswerBody).responses.some(({ partitionResponses }) =>
    partitionResponses.some(({ errorCode = 0 }) => IS_OVER.has(errorCode)),
  );
