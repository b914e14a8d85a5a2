import type { Calls, Membership, Op, Polled, PolledRecord } from '../protocol.ts';
import { type Actor, HarnessFailure, type Handlers, type Tell, toldError } from './actor.ts';
import { givenAssigner, partitionOf, type Plan } from './given-assigner.ts';
import { consumerOptions, kafkaOptions, runOptions } from './kafkajs-config.ts';
import type { LoadedKafkajs } from './kafkajs-inside.ts';
import type { KafkajsBatch, KafkajsCluster, KafkajsConsumer, KafkajsConsumerGroup } from './kafkajs-module.ts';
import { awaitLeader } from './leader.ts';
import type { MovableClock } from './movable-clock.ts';

type In<Op extends keyof Calls> = Calls[Op]['in'];

const LOOK_EVERY_MS = 5;
/** How long it may take until a consumer has heard of a rebalance. */
const HEARTBEAT_MS = 10_000;

/** What has been handed to the handler, which returns at the next poll: until then kafkajs takes it for being processed. */
interface Delivery {
  readonly records: readonly PolledRecord[];
  readonly heartbeat: () => Promise<void>;
  readonly done: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * A consumer of kafkajs, which calls a handler: poll() takes what it is called with. With max.poll.records=1 it is
 * eachMessage, or else eachBatch.
 */
export class ConsumerActor implements Actor {
  readonly aside: ReadonlySet<Op> = new Set([
    'consumer.leader',
    'consumer.stop',
    'consumer.heartbeat',
    'consumer.endHeartbeatInterval',
  ]);

  readonly handlers: Handlers = {
    'consumer.subscribe': async ({ topics }) => {
      const fromBeginning = this.#config['auto.offset.reset'] === 'earliest';
      await this.#consumer.subscribe({ topics, fromBeginning });
      return {};
    },
    'consumer.poll': (call) => this.#poll(call),
    'consumer.stop': () => {
      this.#isStopped = true;
      return {};
    },
    'consumer.leader': (call) => awaitLeader(this.#cluster, this.#clock, call),
    'consumer.commit': (call) => this.#commit(call),
    'consumer.endCommitInterval': () => {
      this.#offsets().lastCommit = 0;
      return {};
    },
    'consumer.endHeartbeatInterval': () => this.#endHeartbeatInterval(),
    'consumer.position': ({ topic, partition }) => ({
      offset: Number(this.#offsets().nextOffset(topic, partition).toString()),
    }),
    'consumer.seek': ({ topic, partition, offset }) => {
      this.#consumer.seek({ topic, partition, offset: `${offset}` });
      return {};
    },
    'consumer.pause': ({ partitions }) => {
      this.#consumer.pause(byHand(partitions));
      return {};
    },
    'consumer.resume': ({ partitions }) => {
      this.#consumer.resume(byHand(partitions));
      return {};
    },
    'consumer.metadata': () => this.#membership(),
    'consumer.heartbeat': async () => {
      await this.#delivery?.heartbeat();
      return {};
    },
    'consumer.fail': ({ message }) => {
      this.#end(new Error(message));
      return {};
    },
    'consumer.close': async () => {
      this.#end(null);
      await this.#consumer.disconnect();
      return {};
    },
  };

  readonly #name: string;
  readonly #config: In<'consumer.create'>['config'];
  readonly #consumer: KafkajsConsumer;
  readonly #cluster: KafkajsCluster;
  readonly #kafkajs: LoadedKafkajs;
  readonly #clock: MovableClock;
  readonly #tell: Tell;
  #delivery: Delivery | null = null;
  #isReported = true;
  #isRunning = false;
  #isStopped = false;
  #crash: Error | null = null;
  /** The newest generation whose assignment it has; that of the group is ahead of it while the group rebalances. */
  #assignedGeneration = -1;
  #reportedGeneration = -1;

  private constructor(
    call: In<'consumer.create'>,
    kafkajs: LoadedKafkajs,
    clock: MovableClock,
    tell: Tell,
    plan: () => Plan | null,
  ) {
    this.#name = call.name;
    this.#config = call.config;
    const { config } = call;
    const given = givenAssigner(kafkajs, config['client.id'] ?? '', plan);
    const isGiven = config['partition.assignment.strategy']?.includes('Given') ?? false;
    const options = { ...consumerOptions(config), ...(isGiven ? { partitionAssigners: [given] } : {}) };
    this.#consumer = new kafkajs.Kafka(kafkaOptions(config)).consumer(options);
    this.#cluster = kafkajs.newestCluster();
    this.#kafkajs = kafkajs;
    this.#clock = clock;
    this.#tell = tell;
  }

  static async create(
    call: In<'consumer.create'>,
    kafkajs: LoadedKafkajs,
    clock: MovableClock,
    tell: Tell,
    plan: () => Plan | null,
  ): Promise<ConsumerActor> {
    const actor = new ConsumerActor(call, kafkajs, clock, tell, plan);
    actor.#listen();
    await actor.#consumer.connect();
    return actor;
  }

  #listen(): void {
    const name = this.#name;
    this.#consumer.on('consumer.group_join', () => {
      const { generation, assignment } = this.#membership();
      this.#assignedGeneration = generation;
      this.#tell({ event: 'assigned', name, partitions: assignment });
    });
    this.#consumer.on('consumer.rebalancing', () =>
      this.#tell({ event: 'revoked', name, partitions: this.#membership().assignment }),
    );
    this.#consumer.on('consumer.crash', ({ payload }) => {
      this.#crash = payload.error as Error;
    });
  }

  #group(): KafkajsConsumerGroup | undefined {
    return this.#kafkajs.consumerGroup(this.#cluster);
  }

  #offsets(): NonNullable<KafkajsConsumerGroup['offsetManager']> {
    const offsets = this.#group()?.offsetManager;
    if (offsets === null || offsets === undefined) throw new HarnessFailure('the consumer is in no group');
    return offsets;
  }

  #membership(): Membership {
    const group = this.#group();
    const isOutside = group?.offsetManager == null || this.#kafkajs.isJoining(group);
    const assigned = isOutside ? [] : group.assigned();
    return {
      generation: group?.generationId ?? -1,
      memberId: group?.memberId ?? '',
      assignment: assigned
        .flatMap(({ topic, partitions }) => partitions.map((partition) => `${topic}-${partition}`))
        .sort(),
      // It asks where it is to start as it fetches.
      positions: {},
    };
  }

  /**
   * The next heartbeat is due: it goes with the next fetch that brings nothing, and the home node has nothing to bring. Where
   * the group goes on without the consumer, the fetchers are told to stop.
   */
  async #endHeartbeatInterval(): Promise<object> {
    const group = this.#group();
    if (group?.offsetManager == null || this.#kafkajs.isJoining(group)) return {};
    const stops = this.#kafkajs.stops();
    const untilMs = this.#clock.realNow() + HEARTBEAT_MS;
    while (this.#kafkajs.stops() === stops) {
      group.lastRequest = 0;
      if (this.#clock.realNow() > untilMs) throw new HarnessFailure('the consumer has not heard of a rebalance');
      await this.#clock.realDelay(LOOK_EVERY_MS);
    }
    return {};
  }

  async #poll({ mode, timeoutMs, partitions }: In<'consumer.poll'>): Promise<Polled> {
    if (this.#isReported) this.#end(null);
    if (!this.#isRunning) this.#run();
    const untilMs = this.#clock.realNow() + timeoutMs;
    for (;;) {
      if (this.#crash !== null) throw this.#crash;
      const ended = this.#endOf(mode, partitions, this.#clock.realNow() >= untilMs);
      if (ended !== null) {
        const records = this.#delivery?.records ?? [];
        this.#isReported = true;
        if (ended === 'stopped') this.#isStopped = false;
        return { ended, records, ...this.#membership() };
      }
      await this.#clock.realDelay(LOOK_EVERY_MS);
    }
  }

  #endOf(
    mode: In<'consumer.poll'>['mode'],
    partitions: readonly string[] | undefined,
    isLate: boolean,
  ): Polled['ended'] | null {
    if (mode !== 'joining' && this.#delivery !== null) return mode === 'once' ? 'once' : 'records';
    if (mode === 'assigned' && this.#isNewlyAssigned(partitions)) return 'assigned';
    if (this.#isStopped && mode !== 'once') return 'stopped';
    if (!isLate || mode === 'joining') return null;
    return mode === 'once' ? 'once' : 'late';
  }

  #isNewlyAssigned(partitions: readonly string[] | undefined): boolean {
    const { generation, assignment } = this.#membership();
    if (generation <= this.#reportedGeneration || generation !== this.#assignedGeneration) return false;
    if (partitions !== undefined && [...partitions].sort().join() !== assignment.join()) return false;
    this.#reportedGeneration = generation;
    return true;
  }

  #run(): void {
    this.#isRunning = true;
    const isEach = this.#config['max.poll.records'] === '1';
    const eachMessage = (
      payload: { topic: string; partition: number; message: KafkajsBatch['batch']['messages'][number] } & KafkajsBatch,
    ) =>
      this.#hand({
        ...payload,
        batch: { topic: payload.topic, partition: payload.partition, messages: [payload.message] },
      });
    const handler = isEach ? { eachMessage } : { eachBatch: (payload: KafkajsBatch) => this.#hand(payload) };
    this.#consumer.run({ ...runOptions(this.#config), ...handler }).catch((error: unknown) => {
      this.#crash = error as Error;
    });
  }

  #hand({ batch, ...payload }: KafkajsBatch): Promise<void> {
    const { topic, partition, messages } = batch;
    const records = messages.map(({ offset, key, value }) => ({
      topic,
      partition,
      offset: Number(offset),
      key: key?.toString() ?? null,
      value: value?.toString() ?? null,
    }));
    return new Promise((done, fail) => {
      this.#delivery = { records, heartbeat: () => payload.heartbeat(), done, fail };
      this.#isReported = false;
    });
  }

  /** The handler returns, or throws. */
  #end(error: Error | null): void {
    const delivery = this.#delivery;
    this.#delivery = null;
    if (error === null) delivery?.done();
    else delivery?.fail(error);
  }

  async #commit({ offsets, how }: In<'consumer.commit'>): Promise<object> {
    const name = this.#name;
    const given = Object.entries(offsets ?? {}).map(([name, offset]) => ({
      ...partitionOf(name),
      offset: `${offset}`,
    }));
    const committing = offsets == null ? this.#offsets().commitOffsets() : this.#consumer.commitOffsets(given);
    if (how === 'sync') {
      await committing;
      return {};
    }
    void committing.then(
      () => this.#tell({ event: 'committed', name, offsets: offsets ?? {} }),
      (failure: unknown) => {
        const { error, message } = toldError(failure);
        this.#tell({ event: 'commitFailed', name, error, message });
      },
    );
    return {};
  }
}

/** `["orders-0"]` as kafkajs takes partitions. */
const byHand = (partitions: readonly string[]): readonly object[] =>
  partitions.map(partitionOf).map(({ topic, partition }) => ({ topic, partitions: [partition] }));
