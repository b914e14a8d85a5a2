import type { SourceLine } from './decision-point.ts';
import { ledgerOf } from './ledger-of.ts';
import type { Handled, Ledger, Place, Resolved } from './ledger.ts';
import type { BrokerWorld } from './process/network/broker-world.ts';
import { BrokerTimes, type LeftOf } from './process/network/broker-times.ts';
import { Effects } from './process/calls/effects.ts';
import { FirstAnswers } from './process/calls/first-answers.ts';
import { Latencies, SLOW_MS } from './process/calls/latencies.ts';
import { knownIn } from './process/markers.ts';
import type { Life } from './process/time/life.ts';
import { Stage, type StageOptions } from './process/stage.ts';
import { Wires, type WiresOptions } from './process/network/wires.ts';
import type { Witness } from './process/network/witness.ts';
import { settled } from './settled.ts';
import { ToldRequests } from './world/told-requests.ts';

export interface WiredOptions extends Omit<StageOptions, 'company'> {
  /** Starts a program, as an event of that life. */
  readonly start: (life: Life) => void;
  readonly wires?: Partial<Omit<WiresOptions, 'seed' | 'times'>>;
  /** When brokers' events happen; where left out, as they say. */
  readonly left?: LeftOf;
  /** Whether the world outside is slower than the brokers. */
  readonly isSlow?: boolean;
}

/** A stage with the brokers and the world outside, and what is between them: what every run is made of, whatever its time is. */
export class WiredStage {
  readonly stage: Stage;
  readonly effects: Effects;
  readonly wires: Wires;
  readonly answers = new FirstAnswers();

  private readonly world: BrokerWorld;
  readonly times: BrokerTimes;
  readonly #resolved: Resolved[] = [];
  readonly #handled: Handled[] = [];
  #lookedAt = -1;
  #settled: ReturnType<typeof settled>;

  constructor(world: BrokerWorld, { start, wires, left, isSlow = false, ...options }: WiredOptions) {
    const { seed } = options;
    this.world = world;
    this.stage = new Stage({ ...options, company: { start, crashBroker: (broker) => this.crashBroker(broker) } });
    this.effects = new Effects(
      this.stage,
      () => this.times.running,
      new Latencies(seed, isSlow),
      (value) => knownIn(value, world.records),
      world.comes && this.stage.time.kept(() => this.comes()),
    );
    const told = new ToldRequests({ stage: this.stage, records: world.records, nameOf: (id) => world.nameOf(id) });
    const witness: Witness = {
      received: (received) => told.received(received),
      answered: (answered) => {
        wires?.witness?.answered(answered);
        world.answered(answered);
        told.answered(answered);
      },
      misread: (misread) => wires?.witness?.misread?.(misread),
    };
    this.wires = new Wires(this.stage, world, {
      ...wires,
      witness,
      seed,
      times: () => this.times,
      produceMs: isSlow ? SLOW_MS : 0,
    });
    this.times = new BrokerTimes(this.stage, world, (answers) => this.wires.answer(answers), left);
  }

  /** The brokers are there, and the processes start. */
  begin(processes: number): void {
    this.times.look();
    for (let slot = 0; slot < processes; slot++) this.stage.start(slot, slot);
  }

  /**
   * Whether nothing is left to do, or only what nobody has committed; undefined while records have had no outcome. Whatever it
   * depends on is news when it is there first: to read all logs for each event that brings none takes seconds.
   */
  settled(): ReturnType<typeof settled> {
    if (this.wires.isAwaited || this.effects.isAwaited) return undefined;
    const { progressed } = this.stage;
    if (this.#lookedAt !== progressed) this.#settled = settled(this.world, this.effects.outcomes);
    this.#lookedAt = progressed;
    return this.#settled;
  }

  /** A program has resolved an offset. */
  resolved(life: Life, place: Place, line: SourceLine | undefined): void {
    const { process, incarnation } = life;
    const at = this.stage.points.last;
    const underWay = this.effects.underWay(life);
    this.#resolved.push({ ...place, process, incarnation, at, underWay, ...(line === undefined ? {} : { line }) });
  }

  /** A handler of a program has come to its end: what it was given is resolved by that. */
  handled({ process, incarnation }: Life, place: Place, line: SourceLine | undefined): void {
    const at = this.stage.points.last;
    this.#handled.push({ ...place, process, incarnation, at, ...(line === undefined ? {} : { line }) });
  }

  /** What an outsider has seen, once the run has ended. */
  ledger(atRest: boolean): Ledger {
    const { outcomes, begun } = this.effects;
    return ledgerOf(
      this.stage,
      this.world,
      { outcomes, begun, resolved: this.#resolved, handled: this.#handled },
      atRest,
    );
  }

  /** More comes to a program while it writes something, where it would wait for it otherwise. */
  private comes(): void {
    this.wires.answer(this.world.comes?.() ?? []);
    // Also where nobody waits for it: the end of the pause must not come once more.
    this.times.look();
  }

  private crashBroker(broker: number): void {
    this.wires.dropBroker(broker);
    this.wires.answer(this.world.crash(broker));
    this.times.look();
  }
}
