import { ClientError } from '../clients/client-error.ts';
import type { ClientProcess } from '../clients/client-process.ts';
import type { Calls, ClientConfig, ClientEvent, Op } from '../clients/protocol.ts';
import type { BrokersOnTrial } from './brokers-on-trial.ts';

/** How long is waited for what has to come, and for what has not to. */
const PATIENCE_MS = 60_000;
const NOTHING_MS = 1500;
/** Of members that are to be evicted: how long they may go without a poll. */
const MAX_POLL_MS = 3000;

const FROM_THE_BEGINNING: ClientConfig = { 'auto.offset.reset': 'earliest', 'enable.auto.commit': 'false' };

/** The clients of one check in one process, and what their user sees. */
export class JavaSeat {
  /** What the user has seen, a line each. */
  readonly seen: string[] = [];
  /** Names what the check has for itself: its topic, its group, its transactional id. */
  readonly id: string;
  readonly #brokers: BrokersOnTrial;
  readonly #process: ClientProcess;
  /** Records that polls have brought a consumer, and that are not read yet: the one that ends with its assignment may bring some. */
  readonly #brought = new Map<string, readonly string[]>();

  constructor(id: string, brokers: BrokersOnTrial, process: ClientProcess) {
    this.id = id;
    this.#brokers = brokers;
    this.#process = process;
  }

  producer(name: string, config: ClientConfig): Promise<void> {
    return this.#made(name, 'producer.create', { 'max.block.ms': `${PATIENCE_MS}`, ...config });
  }

  /** Reads both partitions, in no group. */
  async reader(name: string, config: ClientConfig): Promise<void> {
    await this.#made(name, 'consumer.create', { ...FROM_THE_BEGINNING, ...config });
    await this.#call('consumer.assign', { name, partitions: this.#partitions([0, 1]) });
  }

  async member(name: string, config: ClientConfig): Promise<void> {
    const group = { 'group.id': this.id, 'max.poll.interval.ms': `${MAX_POLL_MS}`, 'heartbeat.interval.ms': '500' };
    await this.#made(name, 'consumer.create', { ...FROM_THE_BEGINNING, ...group, ...config });
    await this.#call('consumer.subscribe', { name, topics: [this.id], listener: false });
  }

  /** Sends a record, and waits for what becomes of it. */
  async send(name: string, partition: number, value: string): Promise<void> {
    const told = new Promise<string>((resolve) => {
      const hear = (event: ClientEvent): void => {
        if (!('tag' in event) || event.name !== name || event.tag !== value) return;
        this.#process.off('event', hear);
        resolve(event.event === 'sent' ? `at ${event.offset}` : event.error);
      };
      this.#process.on('event', hear);
    });
    await this.#call('producer.send', { name, tag: value, topic: this.id, partition, key: null, value });
    this.#see(`${name} sends ${value} to ${partition}`, await told);
  }

  async transaction(name: string, what: 'init' | 'begin' | 'commit' | 'abort'): Promise<void> {
    await this.#tried(`${name} ${what}`, this.#call(`producer.${what}`, { name }));
  }

  async offsets(name: string, offset: number): Promise<void> {
    const offsets = { [`${this.id}-0`]: offset };
    const sent = this.#call('producer.offsets', { name, group: this.id, offsets, metadata: 'group-only' });
    await this.#tried(`${name} sends offsets`, sent);
  }

  /** Polls until so many records have come; none: nothing is to come for a while. */
  async read(name: string, count: number): Promise<void> {
    const records = (): readonly string[] => this.#brought.get(name) ?? [];
    const ends = Date.now() + (count === 0 ? NOTHING_MS : PATIENCE_MS);
    const isEnough = (): boolean => count > 0 && records().length >= count;
    while (Date.now() < ends && !isEnough()) await this.#poll({ name, mode: 'once', timeoutMs: 200 });
    this.#see(`${name} reads`, records().toSorted().join(', ') || 'nothing');
    this.#brought.delete(name);
  }

  /** Polls until these partitions are assigned, or poll() throws. */
  async assigned(name: string, partitions: readonly number[]): Promise<void> {
    const wanted = this.#partitions(partitions);
    const polled = this.#poll({ name, mode: 'assigned', timeoutMs: PATIENCE_MS, partitions: wanted });
    await this.#tried(`${name} is assigned ${partitions.join(' and ')}`, polled);
  }

  /** Both poll until each has one partition. */
  async shared(...names: readonly string[]): Promise<void> {
    const ends = Date.now() + PATIENCE_MS;
    for (;;) {
      const polled = await Promise.all(names.map((name) => this.#poll({ name, mode: 'once', timeoutMs: 300 })));
      const assignments = polled.map(({ assignment }) => assignment.length).join(' and ');
      if (assignments === '1 and 1' || Date.now() > ends) return this.#see(`${names.join(' and ')} have`, assignments);
    }
  }

  async commit(name: string): Promise<void> {
    await this.#tried(`${name} commits`, this.#call('consumer.commit', { name, how: 'sync' }));
  }

  async committed(name: string): Promise<void> {
    const partitions = this.#partitions([0, 1]);
    const { offsets } = await this.#call('consumer.committed', { name, partitions });
    this.#see('committed', partitions.map((partition) => String(offsets[partition])).join(' and '));
  }

  async close(name: string): Promise<void> {
    await this.#call('consumer.close', { name, timeoutMs: PATIENCE_MS });
  }

  /** The broker that leads the partition `victim` crashes. */
  crash(): Promise<void> {
    return this.#brokers.crash();
  }

  get victim(): number {
    return this.#brokers.victim;
  }

  #made(name: string, op: 'producer.create' | 'consumer.create', config: ClientConfig): Promise<void> {
    const common = { 'bootstrap.servers': this.#brokers.bootstrap, 'client.id': name };
    return this.#call(op, { name, config: { ...common, ...config } }).then(() => {});
  }

  /** What a call is answered is seen as `done`, and what it throws by its class. */
  async #tried(what: string, called: Promise<unknown>): Promise<void> {
    try {
      await called;
      this.#see(what, 'done');
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.#see(what, error.error);
    }
  }

  async #poll(args: Calls['consumer.poll']['in']): Promise<Calls['consumer.poll']['out']> {
    const polled = await this.#call('consumer.poll', args);
    const brought = polled.records.map(({ partition, offset, value }) => `${partition}:${offset} ${value}`);
    this.#brought.set(args.name, [...(this.#brought.get(args.name) ?? []), ...brought]);
    return polled;
  }

  #call<O extends Op>(op: O, args: Calls[O]['in']): Promise<Calls[O]['out']> {
    return this.#process.call(op, args, 2 * PATIENCE_MS);
  }

  #see(what: string, came: string): void {
    this.seen.push(`${what}: ${came}`);
  }

  #partitions(numbers: readonly number[]): readonly string[] {
    return numbers.map((partition) => `${this.id}-${partition}`);
  }
}
