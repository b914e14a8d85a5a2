import { AsyncLocalStorage } from 'node:async_hooks';
import type { BatchState, Calls, Op, ProducerState } from '../protocol.ts';
import { type Actor, HarnessFailure, type Handlers, type Tell, toldError } from './actor.ts';
import { partitionOf } from './given-assigner.ts';
import { acksOf, kafkaOptions, producerOptions, sendBackoffMs } from './kafkajs-config.ts';
import type { LoadedKafkajs } from './kafkajs-inside.ts';
import type { KafkajsCluster, KafkajsProducer, KafkajsTransaction } from './kafkajs-module.ts';
import { awaitLeader } from './leader.ts';
import type { MovableClock } from './movable-clock.ts';

type In<Op extends keyof Calls> = Calls[Op]['in'];

const LOOK_EVERY_MS = 5;
/** How long a send may take to notice that it has failed, and to set its back-off. */
const RETRY_MS = 5_000;

/** The tag of the send that is going on: timers are its own, whichever of its promises sets them. */
export const SENDS = new AsyncLocalStorage<string>();

/** A producer of kafkajs: each send is a request of its own, tried again by itself. */
export class ProducerActor implements Actor {
  readonly aside: ReadonlySet<Op> = new Set(['producer.leader', 'producer.state', 'producer.await', 'producer.retry']);

  readonly handlers: Handlers = {
    'producer.init': async () => {
      this.#transaction = await this.#producer.transaction();
      this.#hasBegun = false;
      return this.#state();
    },
    'producer.begin': async () => {
      if (this.#hasBegun) this.#transaction = await this.#producer.transaction();
      this.#hasBegun = true;
      this.#hasFailed = false;
      return {};
    },
    'producer.send': (call) => this.#send(call),
    'producer.leader': (call) => awaitLeader(this.#cluster, this.#clock, call),
    'producer.offsets': (call) => this.#sendOffsets(call),
    'producer.flush': async () => {
      await Promise.all(this.#pending);
      return {};
    },
    'producer.commit': () => this.#end('COMMITTING_TRANSACTION', (transaction) => transaction.commit()),
    'producer.abort': () => this.#end('ABORTING_TRANSACTION', (transaction) => transaction.abort()),
    'producer.close': () => done(this.#producer.disconnect()),
    'producer.state': () => this.#state(),
    'producer.await': (call) => this.#await(call),
    'producer.backoff': ({ ms }) => {
      if (ms < sendBackoffMs(this.#config))
        throw new HarnessFailure('the back-off of kafkajs is that of its configuration');
      return {};
    },
    'producer.retry': async ({ tag }) => {
      const untilMs = this.#clock.realNow() + RETRY_MS;
      while (!this.#clock.end(...this.#backoff(), tag)) {
        if (this.#clock.realNow() > untilMs) throw new HarnessFailure('no send waits for another try');
        await this.#clock.realDelay(LOOK_EVERY_MS);
      }
      return {};
    },
  };

  readonly #name: string;
  readonly #config: In<'producer.create'>['config'];
  readonly #producer: KafkajsProducer;
  readonly #cluster: KafkajsCluster;
  readonly #kafkajs: LoadedKafkajs;
  readonly #clock: MovableClock;
  readonly #tell: Tell;
  readonly #pending = new Set<Promise<void>>();
  #transaction: KafkajsTransaction | null = null;
  /** The first transaction is begun by what fences: there is no call for it alone. */
  #hasBegun = true;
  /** Whether a send of the transaction has failed: the application aborts it. */
  #hasFailed = false;
  #ending: 'COMMITTING_TRANSACTION' | 'ABORTING_TRANSACTION' | 'FATAL_ERROR' | null = null;

  private constructor(call: In<'producer.create'>, kafkajs: LoadedKafkajs, clock: MovableClock, tell: Tell) {
    this.#name = call.name;
    this.#config = call.config;
    const kafka = new kafkajs.Kafka(kafkaOptions(call.config, call.requestBackoffMs));
    this.#producer = kafka.producer(producerOptions(call.config));
    this.#cluster = kafkajs.newestCluster();
    this.#kafkajs = kafkajs;
    this.#clock = clock;
    this.#tell = tell;
  }

  static async create(
    call: In<'producer.create'>,
    kafkajs: LoadedKafkajs,
    clock: MovableClock,
    tell: Tell,
  ): Promise<ProducerActor> {
    const actor = new ProducerActor(call, kafkajs, clock, tell);
    await actor.#producer.connect();
    return actor;
  }

  #current(): KafkajsTransaction {
    if (this.#transaction === null) throw new HarnessFailure('no transaction has been begun');
    return this.#transaction;
  }

  #send({ topic, partition, key, value, tag }: In<'producer.send'>): object {
    const name = this.#name;
    const messages = [{ key, value, partition, timestamp: `${this.#clock.realNow()}` }];
    const record = { topic, acks: acksOf(this.#config), messages };
    const sending = SENDS.run(tag, () => (this.#transaction ?? this.#producer).send(record));
    const sent = sending.then(
      ([stored]) => this.#tell({ event: 'sent', name, tag, offset: Number(stored?.baseOffset ?? -1) }),
      (failure: unknown) => {
        this.#hasFailed = true;
        const { error, message } = toldError(failure);
        this.#tell({ event: 'failed', name, tag, error, message });
      },
    );
    this.#pending.add(sent);
    void sent.then(() => this.#pending.delete(sent));
    return {};
  }

  /** kafkajs sends the id of the group, and neither member nor generation. */
  async #sendOffsets({ group, offsets }: In<'producer.offsets'>): Promise<object> {
    if (group === undefined) throw new HarnessFailure('kafkajs sends offsets for a group that is named');
    const topics = Object.entries(offsets).map(([name, offset]) => {
      const { topic, partition } = partitionOf(name);
      return { topic, partitions: [{ partition, offset: `${offset}` }] };
    });
    return done(this.#current().sendOffsets({ consumerGroupId: group, topics }));
  }

  /** commit() and abort() ask once: a producer whose question was lost takes no other transaction. */
  async #end(
    ending: 'COMMITTING_TRANSACTION' | 'ABORTING_TRANSACTION',
    end: (transaction: KafkajsTransaction) => Promise<void>,
  ): Promise<object> {
    this.#ending = ending;
    try {
      await end(this.#current());
      this.#ending = null;
      return {};
    } catch (error) {
      this.#ending = 'FATAL_ERROR';
      throw error;
    }
  }

  /** In the words of Kafka's client. */
  #transactionState(): string | undefined {
    if (this.#config['transactional.id'] === undefined) return undefined;
    if (this.#ending !== null) return this.#ending;
    if (this.#transaction === null) return 'UNINITIALIZED';
    if (!this.#hasBegun || !this.#transaction.isActive()) return 'READY';
    return this.#hasFailed ? 'ABORTABLE_ERROR' : 'IN_TRANSACTION';
  }

  /** How long a send waits before it is tried again: at least, at most. */
  #backoff(): [number, number] {
    const backoffMs = sendBackoffMs(this.#config);
    // Each is a fifth more or less than the one before it, and never more than twice the first.
    return [0.2 * backoffMs, 2 * backoffMs];
  }

  /** Sends that wait to be tried again are seen by their time-outs, all partitions together. */
  #state(): ProducerState {
    const manager = this.#kafkajs.eosManager(this.#cluster);
    const queued = Math.min(this.#clock.waiting(...this.#backoff()), this.#pending.size);
    return {
      producerId: manager === undefined ? undefined : Number(manager.getProducerId()),
      epoch: manager?.getProducerEpoch(),
      state: this.#transactionState(),
      queued: Array.from({ length: queued }, unknownBatch),
      inFlight: Array.from({ length: this.#pending.size - queued }, unknownBatch),
    };
  }

  async #await({ queued, inFlight, timeoutMs = 10_000 }: In<'producer.await'>): Promise<ProducerState> {
    for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
      const state = this.#state();
      const isQueued = queued === undefined || state.queued?.length === queued;
      if (isQueued && (inFlight === undefined || state.inFlight?.length === inFlight)) return state;
      if (waitedMs > timeoutMs) throw new HarnessFailure(`not as awaited: ${JSON.stringify(state)}`);
      await this.#clock.realDelay(LOOK_EVERY_MS);
    }
  }
}

const done = (promise: Promise<void>): Promise<object> => promise.then(() => ({}));

const unknownBatch = (): BatchState => ({ sequence: -1, producerId: -1, epoch: -1, records: 1, attempts: -1 });
