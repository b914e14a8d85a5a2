import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '../../wire/connection.ts';
import { OWN_ID } from '../own-id.ts';
import { HarnessError } from '../harness-error.ts';
import { accepts } from './accepts.ts';
import { type ClusterPlan, type NodeFiles, writeCluster } from './node/cluster-directory.ts';
import { areInternalTopicsLed, areUnfenced, createInternalTopics } from './internal-topics.ts';
import { type JavaStart, javaWords } from './jars/java-words.ts';
import { HOME, KINDS, type Listener, listenerName, listenersOf, portsOf } from './listeners.ts';
import { Losses } from './losses.ts';
import { NodeProcess } from './node/node-process.ts';
import { type PortBlock, reservePorts } from './ports.ts';
import { Supervisor } from './run/supervisor.ts';
import { until } from './until.ts';

/** What a cluster is made from. */
export interface ClusterOptions extends Omit<ClusterPlan, 'listeners'> {
  /** The program of Java. */
  readonly java: string;
  /** Whose processes they are; one of the cluster's own, unless there is one. */
  readonly supervisor?: Supervisor;
  /** Listeners that are advertised at their own ports, by name: before these there are no proxies. */
  readonly direct?: RegExp;
  /** An archive of classes that brokers start from, or write. */
  readonly archive?: JavaStart['archive'];
  /** Where ports are looked for, when not in the range of our own. */
  readonly basePort?: number;
}

/** How long a cluster may take to start, and a node to listen. */
const START_MS = 90_000;
/** What a broker prints (`BrokerLifecycleManager`) as it begins to register with the controller. */
const REGISTERS = ' is now STARTING';

/**
 * A cluster of real brokers on the loopback address: a home node, which is controller and has the coordinators, and data
 * brokers numbered from 0. A listener that is not direct is advertised at a port where a proxy has to listen before `start`.
 */
export class Cluster {
  readonly home = HOME;
  readonly listeners: readonly Listener[];
  /** The cluster's own folder, in that of its run. */
  readonly directory: string;
  readonly supervisor: Supervisor;
  readonly #ownSupervisor: boolean;
  readonly #ports: PortBlock;
  readonly #files: ReadonlyMap<number, NodeFiles>;
  readonly #nodes: ReadonlyMap<number, NodeProcess>;
  /** Nodes that have ended by themselves, or been killed by somebody else. */
  readonly losses = new Losses();

  private constructor(options: ClusterOptions, supervisor: Supervisor, ports: PortBlock) {
    const { java, jars, brokers, archive } = options;
    this.supervisor = supervisor;
    this.#ownSupervisor = options.supervisor === undefined;
    this.#ports = ports;
    this.directory = mkdtempSync(join(supervisor.folder, 'cluster-'));
    this.listeners = listenersOf(brokers, ports.ports).map((listener) =>
      options.direct?.test(listener.name) ? { ...listener, advertised: listener.real } : listener,
    );
    const { nodes, logging } = writeCluster(this.directory, { ...options, listeners: this.listeners });
    this.#files = new Map(nodes.map((files) => [files.node, files]));
    this.#nodes = new Map(
      nodes.map(({ node, properties, output }) => {
        const command = [java, ...javaWords({ jars, properties, logging, archive })];
        const name = node === HOME ? 'the home node' : `broker ${node}`;
        return [node, new NodeProcess(name, supervisor, command, output, (error) => this.losses.lose(error))];
      }),
    );
  }

  /** Makes the folder, reserves ports, and formats the nodes' directories; nothing runs yet. */
  static async prepare(options: ClusterOptions): Promise<Cluster> {
    const supervisor = options.supervisor ?? (await Supervisor.start());
    let ports: PortBlock | undefined;
    try {
      ports = await reservePorts(portsOf(options.brokers), options.basePort);
      return new Cluster(options, supervisor, ports);
    } catch (error) {
      await ports?.release();
      if (options.supervisor === undefined) await supervisor.end();
      throw error;
    }
  }

  /**
   * Starts all nodes, and creates the coordinators' topics as soon as the home node can.
   *
   * @throws {HarnessError} when a node ends, or not all are unfenced in time.
   */
  async start(): Promise<void> {
    for (const node of this.#nodes.values()) node.start();
    const deadline = Date.now() + START_MS;
    await this.#untilListening([HOME], deadline);
    const home = await this.connect(HOME);
    const all = [...this.#nodes.keys()];
    try {
      await createInternalTopics(home);
      await this.#until('the home node leads the internal topics', all, deadline, () => areInternalTopicsLed(home));
      await this.#until('all brokers are unfenced', all, deadline, () => areUnfenced(home, all));
    } finally {
      home.close();
    }
    await this.#untilListening(all, deadline);
  }

  /** A connection to a node itself, whatever stands at its advertised port. @throws {ConnectionFailed} */
  connect(node: number, clientId = OWN_ID): Promise<Connection> {
    return Connection.open('127.0.0.1', this.realPort(listenerName('EXTERNAL', node)), clientId);
  }

  /** Kills a broker as a crash does, and waits for its end. */
  async kill(node: number): Promise<void> {
    const process = this.#node(node);
    process.signal('SIGKILL');
    await process.exited;
  }

  /** Asks a broker to shut down; it may take its time. */
  terminate(node: number): void {
    this.#node(node).signal('SIGTERM');
  }

  /** Resolves when the process of a broker has ended; at once when none runs. */
  exited(node: number): Promise<void> {
    return this.#node(node).exited;
  }

  /**
   * Starts a broker again that has ended, on what is in its directory; resolves when it is about to register with the
   * controller. It listens only once it is unfenced, which `listening` waits for.
   */
  async restart(node: number): Promise<void> {
    const process = this.#node(node);
    const before = process.printed;
    process.start();
    const deadline = Date.now() + START_MS;
    await this.#until(`broker ${node} registers`, [node], deadline, async () => process.hasPrinted(REGISTERS, before));
  }

  /** Resolves when both listeners of a broker accept connections: it has been unfenced then. */
  listening(node: number): Promise<void> {
    return this.#untilListening([node], Date.now() + START_MS);
  }

  suspend(node: number): void {
    this.#node(node).signal('SIGSTOP');
  }

  resume(node: number): void {
    this.#node(node).signal('SIGCONT');
  }

  isUp(node: number): boolean {
    return this.#node(node).isUp;
  }

  /** Whether a broker runs, and has been asked to shut down. */
  isStopping(node: number): boolean {
    return this.#node(node).isStopping;
  }

  /** @throws {HarnessError} when it is not running. */
  pidOf(node: number): number {
    return this.#node(node).pid;
  }

  /** The directory of a broker's logs. */
  brokerDirectory(node: number): string {
    return this.#fileOf(node).logs;
  }

  /** What a broker has printed, in all its lives: a file. */
  outputOf(node: number): string {
    return this.#fileOf(node).output;
  }

  /** The port at which a node itself listens: `external-0` … `controller`. */
  realPort(name: string): number {
    const listener = this.listeners.find((listener) => listener.name === name);
    if (listener === undefined) throw new HarnessError(`there is no listener ${name}`);
    return listener.real;
  }

  /** Kills all nodes, removes the folder, and gives the ports back. */
  async close(): Promise<void> {
    const running = [...this.#nodes.keys()].filter((node) => this.isUp(node));
    await Promise.all(running.map((node) => this.kill(node)));
    rmSync(this.directory, { recursive: true, force: true });
    await this.#ports.release();
    if (this.#ownSupervisor) await this.supervisor.end();
  }

  #untilListening(nodes: readonly number[], deadline: number): Promise<void> {
    const ports = nodes.flatMap((node) => KINDS.map((kind) => this.realPort(listenerName(kind, node))));
    return this.#until(`the brokers ${nodes.join(', ')} listen`, nodes, deadline, async () =>
      (await Promise.all(ports.map(accepts))).every(Boolean),
    );
  }

  /** Waits for something that cannot come once one of the nodes has ended. */
  #until(what: string, nodes: readonly number[], deadline: number, isSo: () => Promise<boolean>): Promise<void> {
    return until(what, deadline, async () => {
      for (const node of nodes) this.#node(node).checkUp();
      return isSo();
    });
  }

  #node(node: number): NodeProcess {
    const process = this.#nodes.get(node);
    if (process === undefined) throw new HarnessError(`there is no broker ${node}`);
    return process;
  }

  #fileOf(node: number): NodeFiles {
    const files = this.#files.get(node);
    if (files === undefined) throw new HarnessError(`there is no broker ${node}`);
    return files;
  }
}
