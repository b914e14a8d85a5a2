import { join } from 'node:path';
import type { Fault } from '../../stage/deviation.ts';
import type { Life, Outcome } from '../../stage/ledger.ts';
import { courseOf, isOnTheWay } from '../../stage/process/course.ts';
import { BACK_AFTER_MS } from '../../stage/cluster/machine-steps.ts';
import type { Program } from '../../stage/process/bundle/program.ts';
import { LIVES_MAX, PACE } from '../../stage/process/stage.ts';
import { LATE_MS } from '../../stage/process/network/wires.ts';
import { API, apiName } from '../../wire/api-keys.ts';
import { exchangeOf, type Frame } from '../../wire/frame.ts';
import type { Spawner } from '../clients/client-process.ts';
import { type CodeCluster, DOOR } from './code-cluster.ts';
import { type ExpectedMoment, isOrdered, type Trouble } from './expected-moments.ts';
import { type EffectMoment, OutsideWorld, type RealCourse } from './outside-world.ts';
import { ProgramProcess } from './program-process.ts';
import { BrokerTimers } from './stall-length.ts';
import { Turns } from './turns.ts';

/** Requests by which something new has happened, as the stage has it where its brokers have changed. */
const GROUP_APIS = [API.JoinGroup, API.SyncGroup, API.LeaveGroup] as const;

/** By then an answer has been read, and whoever reads it stands still. */
const STALLED_AFTER_MS = 1000;

export interface CodeProcessesPlan {
  readonly cluster: CodeCluster;
  readonly program: Program;
  readonly supervisor: Spawner;
  readonly markers: readonly string[];
  readonly expected: readonly ExpectedMoment[];
}

/** The processes of a program on real Kafka, started again as the stage does it, and what goes wrong with them. */
export class CodeProcesses {
  readonly turns: Turns;
  readonly #ended: Life[] = [];
  /** When something new happened last. */
  progressed = Date.now();
  readonly #plan: CodeProcessesPlan;
  readonly #timers = new BrokerTimers();
  readonly #outside = new OutsideWorld();
  readonly #processes: ProgramProcess[] = [];
  readonly #restarts = new Set<NodeJS.Timeout>();
  /** Effects that take place when nothing new has happened for a while. */
  readonly #late: (() => void)[] = [];
  /** When whoever stands still goes on. */
  #goesOn = 0;
  #failure: { readonly error: unknown } | undefined;
  #hasEnded = false;

  constructor(plan: CodeProcessesPlan) {
    const { cluster, expected } = plan;
    this.#plan = plan;
    this.turns = new Turns(expected, (error) => this.#fail(error));
    const named = new Set(expected.map(({ what }) => what));
    const { gate } = cluster;
    gate.watch({ direction: 'request', api: [API.JoinGroup, API.InitProducerId] }, ({ payload }) =>
      this.#timers.hear(payload),
    );
    gate.watch({ direction: 'request', api: GROUP_APIS }, () => this.#progress());
    const where = ({ header }: Frame): boolean => {
      const api = apiName(header.apiKey);
      return isOrdered(api, false) || named.has(api);
    };
    gate.hold({ listener: DOOR, where });
    gate.watch({ listener: DOOR, where }, (frame) => this.#came(frame));
  }

  get lives(): readonly Life[] {
    const living = this.#processes.filter(({ isOver }) => !isOver);
    return [
      ...this.#ended,
      ...living.map(({ slot: process, incarnation }) => ({ process, incarnation, end: 'alive' as const })),
    ];
  }

  get outcomes(): readonly Outcome[] {
    return this.#outside.outcomes;
  }

  /** Whether something waits until nothing else happens, or a process stands still. */
  get isWaiting(): boolean {
    return this.#late.length > 0 || Date.now() < this.#goesOn;
  }

  /** Starts an instance of the program, or starts it again. */
  async start(slot: number): Promise<void> {
    const incarnation = this.#ended.filter(({ process }) => process === slot).length;
    if (incarnation >= LIVES_MAX || this.#hasEnded) return;
    const { cluster, program, supervisor, markers } = this.#plan;
    const doors = await cluster.doors(`${slot}/${incarnation}`);
    const output = join(cluster.directory, `process-${slot}.out`);
    const started = ProgramProcess.start(
      { program, slot, incarnation, markers, doors, supervisor, output },
      (told) => this.#outside.hear(started, told, (moment) => this.#meetEffect(started, moment)),
      (end, code) => this.#over(started, end, code),
    );
    this.#processes[slot] = started;
    this.#progress();
  }

  /** @throws what has gone wrong beside the program. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Nothing new has happened for a while: whoever waited for that goes on. @returns whether somebody did. */
  goOn(): boolean {
    const run = this.#late.shift();
    if (run === undefined) return false;
    this.#progress();
    run();
    return true;
  }

  /** They end, and nothing is started again. Those that still live are alive in the ledger. */
  async end(): Promise<void> {
    this.#hasEnded = true;
    for (const timer of this.#restarts) clearTimeout(timer);
    await Promise.all(this.#processes.map((one) => one.kill()));
  }

  #progress(): void {
    this.progressed = Date.now();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
  }

  #over(one: ProgramProcess, end: Life['end'], code: string): void {
    if (this.#hasEnded) return;
    const { slot: process, incarnation } = one;
    this.#ended.push({ process, incarnation, end, ...(end === 'exited' ? { reason: code } : {}) });
    this.turns.forget(process);
    this.#progress();
    this.#after(PACE.restartMs, () => void this.start(process).catch((error: unknown) => this.#fail(error)));
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#restarts.delete(timer);
      if (!this.#hasEnded) run();
    }, ms);
    this.#restarts.add(timer);
  }

  /** A frame waits at the gate. */
  #came(frame: Frame): void {
    const [name] = frame.listener.split(':');
    const one = this.#processes.find((process) => process.name === name);
    const what = apiName(frame.header.apiKey);
    if (isOrdered(what, false)) this.#progress();
    if (one === undefined) return;
    const { slot, incarnation } = one;
    const { gate } = this.#plan.cluster;
    this.turns.take({
      kind: frame.direction,
      what,
      slot,
      incarnation,
      isEffect: false,
      go: async (trouble) => {
        const course = await this.#meet(one, trouble);
        if (course === 'lost') gate.cut({ link: frame.link });
        if (course === 'late') this.#after(LATE_MS, () => this.#pass(frame));
        if (typeof course === 'object') await this.#passTo(one, frame, course.stallMs);
        if (course !== 'on') return;
        const { crashesOnceAppended: broker } = trouble;
        if (broker !== undefined) return this.#crash(broker, () => this.#plan.cluster.crashOnceAppended(broker, frame));
        this.#pass(frame);
        // On the stage a broker does in one moment what it is asked.
        if (frame.direction === 'request' && isOrdered(what, false))
          await gate.until(() => gate.unanswered(exchangeOf(frame)).length === 0);
      },
    });
  }

  /** Its connection may be gone by now. */
  #pass(frame: Frame): void {
    const { gate } = this.#plan.cluster;
    if (gate.frames(exchangeOf(frame)).includes(frame)) gate.pass(frame);
  }

  /** An answer reaches a process that stands still with it: nothing else reaches it before. */
  async #passTo(one: ProgramProcess, frame: Frame, stallMs: number): Promise<void> {
    const hold = this.#plan.cluster.gate.hold({ direction: 'response', listener: new RegExp(`^${one.name}:`) });
    await one.stallAtData(stallMs);
    this.#pass(frame);
    this.#goesOn = Date.now() + stallMs;
    this.#after(STALLED_AFTER_MS, () => hold.release());
  }

  /** An effect is about to take place, or to be answered. */
  #meetEffect(one: ProgramProcess, { kind, what, on }: EffectMoment): void {
    this.#progress();
    this.turns.take({
      kind,
      what,
      slot: one.slot,
      incarnation: one.incarnation,
      isEffect: true,
      go: async (trouble) => {
        const course = await this.#meet(one, trouble);
        if (typeof course === 'object') this.#goesOn = Date.now() + course.stallMs;
        if (course === 'late') this.#late.push(() => on('on'));
        else if (course !== 'gone') on(course);
      },
    });
  }

  async #meet(one: ProgramProcess, { faults, possible }: Trouble): Promise<RealCourse> {
    let course: RealCourse = one.isOver ? 'gone' : 'on';
    for (const fault of faults) {
      this.#progress();
      course = await this.#strike(one, fault, possible);
    }
    return course;
  }

  /** A broker crashes, and is back when it is on the stage. */
  async #crash(broker: number, crash = () => this.#plan.cluster.crash(broker)): Promise<void> {
    this.#progress();
    await crash();
    this.#after(
      BACK_AFTER_MS,
      () => void this.#plan.cluster.restart(broker).catch((error: unknown) => this.#fail(error)),
    );
  }

  async #strike(one: ProgramProcess, fault: Fault, possible: readonly Fault[]): Promise<RealCourse> {
    const { kind } = fault;
    if (isOnTheWay(kind)) return courseOf(kind, fault.status);
    switch (kind) {
      case 'consumer.crash':
        await one.kill();
        return 'gone';
      case 'terminate':
        one.terminate();
        this.#after(PACE.graceMs, () => void one.kill());
        return 'on';
      case 'consumer.stall':
        return { stallMs: this.#timers.stallMs(fault, possible) };
      case 'rebalance':
        await this.start(this.#processes.length);
        return 'on';
      case 'broker.crash':
        await this.#crash(fault.broker ?? 0);
        return 'on';
      default:
        return kind satisfies never;
    }
  }
}
