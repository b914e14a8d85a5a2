import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { type SetupDraft, setupInput } from '../../setups/input.ts';
import { API } from '../../wire/api-keys.ts';
import { readBatches } from '../../wire/record-batch.ts';
import { type BatchToWrite, writeBatch } from '../../wire/write-batch.ts';
import type { Answer } from '../cluster/arrived.ts';
import { allowed } from '../cluster/allowed.ts';
import type { Cluster, Stepped } from '../cluster/cluster.ts';
import type { ClusterEvent } from '../cluster/cluster-event.ts';
import { handle } from '../cluster/handle.ts';
import { happen } from '../cluster/happen.ts';
import { openCluster } from '../cluster/open-cluster.ts';

/** What tests look up in an answer. */
// oxlint-disable-next-line typescript/no-explicit-any -- bodies of all APIs
type Told = any;

/** Clients who ask one thing after the other, and somebody who lets things happen. */
export class Client {
  cluster: Cluster;
  readonly answers = new Map<number, Told>();
  #ticket = 0;

  constructor(draft: SetupDraft = {}, topics: Readonly<Record<string, number>> = { orders: 1 }) {
    const { setup } = resolveSetup(setupInput({ cluster: { brokers: 1 }, ...draft }));
    const endpoints = Array.from({ length: setup.cluster.brokers }, (_, broker) => ({
      host: `b${broker}`,
      port: 9092,
    }));
    this.cluster = openCluster({ setup, endpoints, topics });
  }

  /** Sends a request; its ticket, for what is answered later. */
  sends(api: keyof typeof API, version: number, body: object, broker = this.coordinator): number {
    this.#ticket += 1;
    const arrived = {
      ticket: this.#ticket,
      broker,
      apiKey: API[api],
      version,
      clientId: 'c',
      body: body as Answer['body'],
    };
    this.take(handle(this.cluster, arrived));
    return this.#ticket;
  }

  /** Sends a request that is answered at once. */
  asks(api: keyof typeof API, version: number, body: object, broker = this.coordinator): Told {
    const ticket = this.sends(api, version, body, broker);
    const answer: Told = this.answers.get(ticket);
    if (answer === undefined) throw new Error(`${api} waits`);
    return answer;
  }

  happens(event: ClusterEvent): this {
    this.take(happen(this.cluster, event));
    return this;
  }

  /** Everything that brokers have to do among themselves, but for what takes longer than this. */
  settles(afterMsMax = 1): this {
    for (let steps = 0; steps < 1000; steps += 1) {
      const due = allowed(this.cluster).find(({ event, afterMs }) => event.type === 'machine' && afterMs <= afterMsMax);
      if (due === undefined) return this;
      this.happens(due.event);
    }
    throw new Error('no end');
  }

  /** The last broker: both coordinators are there. */
  get coordinator(): number {
    return this.cluster.world.brokers - 1;
  }

  /** What a Produce is answered for the only partition. */
  produces(values: readonly string[], of: Partial<BatchToWrite> & { transactionalId?: string } = {}, broker = 0): Told {
    return this.asks('Produce', 7, produceBody(values, of), broker).responses[0].partitionResponses[0];
  }

  /** Values and control types that a fetch finds from an offset on. */
  fetches(offset: number, isolationLevel = 0, broker = 0): Told {
    const partitions = [{ partition: 0, currentLeaderEpoch: -1, fetchOffset: offset, partitionMaxBytes: 1e6 }];
    const body = {
      maxWaitMs: 0,
      minBytes: 1,
      maxBytes: 1e6,
      isolationLevel,
      topics: [{ topic: 'orders', partitions }],
    };
    const [answer] = this.asks('Fetch', 11, body, broker).responses[0].partitions;
    const found = readBatches(answer.records).flatMap(({ records, control }) =>
      control ? [control.type] : records.map(({ value }) => value?.toString() ?? null),
    );
    return { ...answer, found };
  }

  private take({ cluster, answers }: Stepped): void {
    this.cluster = cluster;
    for (const { ticket, body } of answers) this.answers.set(ticket, body);
  }
}

/** A Produce request for partition 0 of `orders`. */
export function produceBody(
  values: readonly string[],
  { transactionalId, ...of }: Partial<BatchToWrite> & { transactionalId?: string } = {},
  acks = -1,
): object {
  const records = writeBatch({
    attributes: transactionalId === undefined ? 0 : 0x10,
    ...of,
    records: values.map((value, offset) => ({ offset, value: Buffer.from(value) })),
  });
  const topicData = [{ name: 'orders', topicId: '', partitionData: [{ index: 0, records }] }];
  return { transactionalId: transactionalId ?? null, acks, timeoutMs: 30_000, topicData };
}
