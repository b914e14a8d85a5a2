import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../harness-error.ts';
import { ClientError, type ToldError } from './client-error.ts';
import { type ClientJars, javaDriver } from './java-driver.ts';
import { findKafkajs } from './kafkajs/kafkajs-module.ts';
import type { Calls, ClientEvent, Op } from './protocol.ts';

/** Starts processes, and sees to it that they do not outlive the run: the lab's supervisor. */
export interface Spawner {
  spawn(command: string, words: readonly string[], options: SpawnOptions): ChildProcess;
}

/** Which client: Apache Kafka's own, of the version of the jars, run by this Java; or kafkajs, as it is installed. */
export type ClientKind =
  | { readonly kind: 'java'; readonly java: string; readonly jars: ClientJars }
  | { readonly kind: 'kafkajs' };

export interface ProcessOptions {
  /** Names the process, and the file that has what it wrote to its error output. */
  readonly clientId: string;
  readonly supervisor: Spawner;
  /** Where that file is put. */
  readonly directory: string;
}

const KAFKAJS = fileURLToPath(new URL('kafkajs/driver-program.js', import.meta.url));

/** How long a process may take until it is ready: a second, on a machine that has nothing else to do. */
const START_MS = 60_000;
/** How long a call may take, unless the caller says. */
const CALL_MS = 30_000;
/** How much of the error output is shown. */
const SHOWN_CHARACTERS = 2_000;

/** What becomes of a call: what it returned, what it threw, or why the driver could not make it. */
interface Answer {
  readonly id: number;
  readonly ok?: object;
  readonly error?: ToldError;
  readonly harness?: string;
}

interface Pending {
  readonly op: Op;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A process that clients of Kafka run in: an actor's, which can be paused and killed as one. */
export class ClientProcess {
  readonly clientId: string;
  /** Resolves when the process has ended, however. */
  readonly exited: Promise<void>;
  /** Resolves with why, when the process has ended and `kill` has not been called. */
  readonly lost: Promise<HarnessError>;
  readonly #child: ChildProcess;
  readonly #errorFile: string;
  readonly #events = new EventEmitter<{ event: [ClientEvent] }>();
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #isKilled = false;

  private constructor(clientId: string, child: ChildProcess, errorFile: string) {
    this.clientId = clientId;
    this.#child = child;
    this.#errorFile = errorFile;
    this.exited = new Promise((resolve) => {
      child.once('close', () => {
        this.#failPending();
        resolve();
      });
    });
    this.lost = new Promise((resolve) => {
      child.once('close', () => {
        if (!this.#isKilled) resolve(this.#ended('the process has ended'));
      });
    });
    // A pipe that breaks is told by the end of the process.
    child.stdin?.on('error', () => {});
    if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => this.#read(line));
  }

  /** Starts a process and waits until it takes calls. @throws {HarnessError} when it does not come up. */
  static async start(options: ClientKind & ProcessOptions): Promise<ClientProcess> {
    if (options.kind === 'kafkajs') {
      return ClientProcess.spawn(process.execPath, [KAFKAJS, findKafkajs(process.cwd())], options);
    }
    const words = await javaDriver(options.java, options.jars);
    return ClientProcess.spawn(options.java, words, options);
  }

  /** Starts any program that speaks the protocol. */
  static async spawn(
    command: string,
    words: readonly string[],
    { clientId, supervisor, directory }: ProcessOptions,
  ): Promise<ClientProcess> {
    const errorFile = join(directory, `${clientId}.err`);
    const errors = openSync(errorFile, 'w');
    const child = supervisor.spawn(command, words, { stdio: ['pipe', 'pipe', errors] });
    closeSync(errors);
    const client = new ClientProcess(clientId, child, errorFile);
    await client.#ready();
    return client;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isUp(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Makes a call and waits for its answer.
   *
   * @throws {ClientError} when the client's call failed, and its application would have caught that.
   * @throws {HarnessError} when no answer comes in time, or the process has ended.
   */
  call<O extends Op>(op: O, args: Calls[O]['in'], timeoutMs = CALL_MS): Promise<Calls[O]['out']> {
    if (!this.isUp) return Promise.reject(this.#ended(`${op} is called in a process that has ended`));
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#pending.delete(id);
        reject(this.#error(`${op} was not answered in ${timeoutMs / 1000} s: ${JSON.stringify(args)}`));
      }, timeoutMs);
      this.#pending.set(id, {
        op,
        resolve: (answer) => {
          clearTimeout(late);
          resolve(answer);
        },
        reject: (error) => {
          clearTimeout(late);
          reject(error);
        },
      });
      this.#child.stdin?.write(`${JSON.stringify({ id, op, ...args })}\n`);
    });
  }

  /** Hears what the process tells unasked, in its order. */
  on(event: 'event', listener: (event: ClientEvent) => void): this {
    this.#events.on(event, listener);
    return this;
  }

  off(event: 'event', listener: (event: ClientEvent) => void): this {
    this.#events.off(event, listener);
    return this;
  }

  /** Kills the process as power would, also a suspended one, and waits for its end. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    if (this.isUp) this.#child.kill('SIGKILL');
    await this.exited;
  }

  /** Pauses the whole process. */
  suspend(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  async #ready(): Promise<void> {
    const signal = AbortSignal.timeout(START_MS);
    const failed = once(this.#child, 'error', { signal }).then(([error]) => Promise.reject(error as Error));
    const ended = this.exited.then(() => Promise.reject(this.#ended('the process ended before it took a call')));
    const ready = once(this.#events, 'event', { signal });
    try {
      await Promise.race([ready, failed, ended]);
    } catch (error) {
      if (error instanceof HarnessError) throw error;
      const failure = this.#ended(`the process did not come up: ${(error as Error).message}`);
      await this.kill();
      throw failure;
    } finally {
      failed.catch(() => {});
      ended.catch(() => {});
    }
  }

  #read(line: string): void {
    // Java itself may warn of something.
    if (!line.startsWith('{')) return;
    const told = JSON.parse(line) as ClientEvent | Answer;
    if ('event' in told) {
      this.#events.emit('event', told);
      return;
    }
    const pending = this.#pending.get(told.id);
    // It was not answered in time, and that has been told.
    if (pending === undefined) return;
    this.#pending.delete(told.id);
    if (told.error !== undefined) pending.reject(new ClientError(pending.op, told.error));
    else if (told.harness !== undefined) pending.reject(this.#error(`${pending.op}: ${told.harness}`));
    else pending.resolve(told.ok as never);
  }

  #failPending(): void {
    for (const { op, reject } of this.#pending.values()) reject(this.#ended(`the process ended during ${op}`));
    this.#pending.clear();
  }

  #error(reason: string): HarnessError {
    return new HarnessError(`client ${this.clientId}: ${reason}`);
  }

  /** With the end of what the process wrote to its error output, unless it was killed by us. */
  #ended(reason: string): HarnessError {
    if (this.#isKilled) return this.#error(`${reason}: it was killed`);
    const written = this.#written()
      .split('\n')
      // That there is nothing to log with.
      .filter((line) => !line.startsWith('SLF4J:'))
      .join('\n')
      .trim()
      .slice(-SHOWN_CHARACTERS);
    return this.#error(written === '' ? reason : `${reason}\n${written}`);
  }
  /** Nothing, where the run has been ended and its folder is gone. */
  #written(): string {
    try {
      return readFileSync(this.#errorFile, 'utf8');
    } catch {
      return '';
    }
  }
}
