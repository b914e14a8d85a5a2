import type { Action } from '../../model/action.ts';
import type { ClusterState } from '../../model/state.ts';
import type { SmallSet } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import { API } from '../../wire/api-keys.ts';
import type { Connection } from '../../wire/connection.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import type { Gate, Hold } from '../../wire/gate.ts';
import type { ClientProcess } from '../clients/client-process.ts';
import type { Brokers } from '../brokers/brokers.ts';
import { HarnessError } from '../harness-error.ts';
import { CaughtUp } from './caught-up.ts';
import { ClientClocks } from './client-clocks.ts';
import type { GroupLeader } from './group-leader.ts';
import type { Kip848Group } from './kip-848-group.ts';
import type { DownstreamReader } from './downstream-reader.ts';
import type { LiveMember } from './live-member.ts';
import { HOME } from '../lab/listeners.ts';
import type { Names } from '../names.ts';
import { MarkersUnderWay } from './markers-under-way.ts';
import { ProducerIds } from './producer-ids.ts';
import { PendingCalls } from './pending-calls.ts';
import type { Controlled } from '../brokers/played-cluster.ts';
import { Raft } from './raft.ts';
import type { Told } from './told.ts';
import { comesAbout } from '../lab/until.ts';

/** How long a signal is waited for that comes within milliseconds on a quiet machine. */
const PATIENCE_MS = 20_000;

/** One schedule's cluster, gate and clients. */
export interface TestbedParts {
  readonly world: World;
  readonly schedule: readonly Action[];
  readonly brokers: Brokers;
  readonly gate: Gate;
  readonly controlled: Controlled | null;
  readonly names: Names;
  readonly told: Told;
  /** By `client.id`; a process that died is replaced. */
  readonly clients: Map<string, ClientProcess>;
  readonly startClient: (id: string) => Promise<ClientProcess>;
  /** Records that a leader refuses for good. */
  readonly refusedRecords: ReadonlySet<number>;
}

/** What moves work with. */
export class Testbed {
  readonly world: World;
  readonly schedule: readonly Action[];
  readonly brokers: Brokers;
  readonly gate: Gate;
  readonly names: Names;
  readonly told: Told;
  readonly clients: Map<string, ClientProcess>;
  readonly startClient: TestbedParts['startClient'];
  readonly refusedRecords: ReadonlySet<number>;
  /** The machine's state when the step began: whom clients ask for metadata follows from it. */
  state: ClusterState;
  /** What comes after the step. */
  ahead: readonly Action[];
  readonly raft: Raft;
  readonly clocks = new ClientClocks();
  readonly caughtUp = new CaughtUp();
  readonly producerIds = new ProducerIds();
  readonly calls = new PendingCalls();
  readonly markers = new MarkersUnderWay();
  /** Of each group of the classic protocol. */
  readonly groupLeaders: GroupLeader[] = [];
  /** Of each group of KIP-848. */
  readonly kip848Groups: Kip848Group[] = [];
  readonly members = new Map<number, LiveMember>();
  /** Behind a transform, once it has read anything. */
  reader: DownstreamReader | null = null;
  /** When the transaction of a transactional id times out, in ms since 1970. */
  readonly deadlines = new Map<number, number>();
  /** By name, in base64url. */
  readonly topicIds = new Map<string, string>();
  /** What holds the heartbeats of brokers that live and are not to be heard. */
  readonly stalled = new Map<number, Hold>();
  /** What holds the reports of brokers with new disks. */
  readonly reporting = new Map<number, Hold>();
  /** Brokers that are shutting down: whose ISR they left by that, and whether they have heard. */
  readonly leaving = new Map<number, { readonly partitions: ReadonlySet<number>; readonly hasHeard: boolean }>();
  /** Brokers that have not heard who is back. */
  readonly unaware = new Set<number>();
  /** Per broker the set of those that were fenced when it last applied metadata; empty at first. */
  readonly fencedAsHeard = new Map<number, SmallSet>();
  readonly #controlled: Controlled | null;
  readonly #metadataFrom = new Map<string, number>();
  readonly #connections = new Map<number, Promise<Connection>>();

  constructor(parts: TestbedParts, init: ClusterState) {
    this.world = parts.world;
    this.schedule = parts.schedule;
    this.ahead = parts.schedule;
    this.brokers = parts.brokers;
    this.gate = parts.gate;
    this.#controlled = parts.controlled;
    this.names = parts.names;
    this.told = parts.told;
    this.clients = parts.clients;
    this.startClient = parts.startClient;
    this.refusedRecords = parts.refusedRecords;
    this.state = init;
    this.raft = new Raft(this.gate);
    this.gate.redirect((frame) => {
      if (frame.header.apiKey !== API.Metadata || !frame.listener.startsWith('external-')) return null;
      const from = this.#metadataFrom.get(frame.header.clientId ?? '') ?? HOME;
      return this.brokers.addressOf(from);
    });
  }

  /** Brokers that are ours, which moves of brokers need. */
  get controlled(): Controlled {
    if (this.#controlled === null) throw new HarnessError('the brokers are not ours');
    return this.#controlled;
  }

  /** Whose answer a client gets when it asks for metadata, whomever it asks. */
  answersMetadata(clientId: string, node: number): void {
    this.#metadataFrom.set(clientId, node);
  }

  /** Whether a broker can be connected to; one whose process is dead cannot. */
  refuse(broker: number, refuses: boolean): void {
    for (const listener of ['external', 'internal']) this.gate.refuse(`${listener}-${broker}`, refuses);
  }

  /** The process of an actor. */
  client(id: string): ClientProcess {
    const client = this.clients.get(id);
    if (client === undefined) throw new HarnessError(`there is no process of ${id}`);
    return client;
  }

  /** A connection of the harness to a broker's own port, which does not go through the gate. */
  async connection(node: number): Promise<Connection> {
    const known = await this.#connections.get(node)?.catch(() => null);
    if (known !== undefined && known !== null && known.isOpen) return known;
    const opening = this.brokers.connect(node);
    this.#connections.set(node, opening);
    return opening;
  }

  /** Waits until something at the gate is so. @throws {HarnessError} when it does not come about. */
  async until(what: string, isSo: () => boolean, patienceMs = PATIENCE_MS): Promise<void> {
    await this.within(what, this.gate.until(isSo), patienceMs);
  }

  /** Waits for a frame that has come to the gate and not gone on. */
  async held(what: string, matcher: Matcher, patienceMs = PATIENCE_MS): Promise<Frame> {
    await this.until(what, () => this.gate.frames(matcher).length > 0, patienceMs);
    return this.gate.frames(matcher)[0];
  }

  /** The result of something that has to end. @throws {HarnessError} when it does not in time. */
  async within<T>(what: string, result: Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new HarnessError(`waited ${patienceMs / 1000} s for ${what}`));
      }, patienceMs);
    });
    try {
      return await Promise.race([result, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks again and again until something outside the gate is so. */
  async poll(what: string, isSo: () => Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
    if (await comesAbout(Date.now() + patienceMs, isSo)) return;
    throw new HarnessError(`waited ${patienceMs / 1000} s for ${what}`);
  }

  async close(): Promise<void> {
    for (const group of [...this.groupLeaders, ...this.kip848Groups]) group.close();
    for (const connection of this.#connections.values()) (await connection.catch(() => null))?.close();
  }
}
