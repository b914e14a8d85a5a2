import * as fc from 'fast-check';

/**
 * ALO the idiomatic fast-check way, for comparison: a class for every command, all equally likely, gated by `check`, at
 * most 50 in a run (and `size: 'max'`, without which fast-check would stop at 10). Written to be fast within that form:
 * one mutable object is model and system at once.
 */
export interface Pipeline {
  leo: number;
  owner: number;
  committed: number;
  crashes: number;
  kicks: number;
  readonly out: number[];
  readonly consumers: Consumer[];
}

interface Consumer {
  alive: boolean;
  pos: number;
  buf: number;
  proc: number;
}

export interface IdiomaticConstants {
  readonly records: number;
  readonly crashes: number;
  readonly kicks: number;
}

/** Thrown by the first command after which a record has been processed twice. */
class DuplicateError extends Error {
  override readonly name = 'DuplicateError';
}

export interface IdiomaticRun {
  /** Whether a duplicate is a failure; otherwise only `NoLoss` is checked. */
  readonly noDuplicates: boolean;
  readonly seed: number;
  readonly runs: number;
  readonly commandsMax: number;
}

const NOBODY = -1;
const EMPTY = -1;

type Command = fc.Command<Pipeline, Counter>;

/** The "real" side: counts what ran, and judges it. */
class Counter {
  steps = 0;
  private readonly noDuplicates: boolean;

  constructor(noDuplicates: boolean) {
    this.noDuplicates = noDuplicates;
  }

  judge(pipeline: Pipeline): void {
    this.steps += 1;
    for (let offset = 0; offset < pipeline.committed; offset += 1) {
      if (pipeline.out[offset] > 0) continue;
      if (!pipeline.consumers.some((consumer) => consumer.alive && consumer.buf === offset)) throw new Error('loss');
    }
    if (this.noDuplicates && pipeline.out.some((times) => times > 1)) throw new DuplicateError('duplicate');
  }
}

/** Explores, and returns the runs made, the commands executed, and whether one failed. */
export function exploreIdiomatically(
  constants: IdiomaticConstants,
  { noDuplicates, seed, runs, commandsMax }: IdiomaticRun,
): { readonly runs: number; readonly steps: number; readonly failed: boolean } {
  const counter = new Counter(noDuplicates);
  const property = fc.property(
    fc.commands(commandsOf(constants), { maxCommands: commandsMax, size: 'max' }),
    (commands) => {
      fc.modelRun(() => ({ model: start(constants), real: counter }), commands);
    },
  );
  const { failed, numRuns } = fc.check(property, { seed, numRuns: runs, endOnFailure: true });
  return { runs: numRuns, steps: counter.steps, failed };
}

const start = ({ records }: IdiomaticConstants): Pipeline => ({
  leo: 0,
  owner: NOBODY,
  committed: 0,
  crashes: 0,
  kicks: 0,
  out: Array.from({ length: records }, () => 0),
  consumers: [0, 1].map(() => ({ alive: true, pos: 0, buf: EMPTY, proc: 0 })),
});

function commandsOf(constants: IdiomaticConstants): fc.Arbitrary<Command>[] {
  const consumer = fc.constantFrom(0, 1);
  return [
    fc.constant(new Produce(constants.records)),
    consumer.map((c) => new Assign(c)),
    consumer.map((c) => new Poll(c)),
    consumer.map((c) => new Process(c)),
    consumer.map((c) => new Commit(c)),
    consumer.map((c) => new Crash(c, constants.crashes)),
    fc.constant(new Expire()),
    consumer.map((c) => new Restart(c)),
    consumer.map((c) => new Kick(c, constants.kicks)),
  ];
}

class Produce implements Command {
  private readonly records: number;
  constructor(records: number) {
    this.records = records;
  }
  check(model: Readonly<Pipeline>): boolean {
    return model.leo < this.records;
  }
  run(model: Pipeline, real: Counter): void {
    model.leo += 1;
    real.judge(model);
  }
  toString(): string {
    return 'produce';
  }
}

class Expire implements Command {
  check(model: Readonly<Pipeline>): boolean {
    return model.owner !== NOBODY && !model.consumers[model.owner].alive;
  }
  run(model: Pipeline, real: Counter): void {
    model.owner = NOBODY;
    real.judge(model);
  }
  toString(): string {
    return 'expire';
  }
}

abstract class ConsumerCommand implements Command {
  protected readonly c: number;
  constructor(c: number) {
    this.c = c;
  }
  abstract check(model: Readonly<Pipeline>): boolean;
  protected abstract effect(model: Pipeline, consumer: Consumer): void;
  run(model: Pipeline, real: Counter): void {
    this.effect(model, model.consumers[this.c]);
    real.judge(model);
  }
  toString(): string {
    return `${this.constructor.name}(${this.c})`;
  }
}

class Assign extends ConsumerCommand {
  check(model: Readonly<Pipeline>): boolean {
    return model.owner === NOBODY && model.consumers[this.c].alive;
  }
  protected effect(model: Pipeline, consumer: Consumer): void {
    model.owner = this.c;
    consumer.pos = model.committed;
    consumer.buf = EMPTY;
    consumer.proc = model.committed;
  }
}

class Poll extends ConsumerCommand {
  check(model: Readonly<Pipeline>): boolean {
    const { alive, buf, pos } = model.consumers[this.c];
    return model.owner === this.c && alive && buf === EMPTY && pos < model.leo;
  }
  protected effect(_model: Pipeline, consumer: Consumer): void {
    consumer.buf = consumer.pos;
    consumer.pos += 1;
  }
}

class Process extends ConsumerCommand {
  check(model: Readonly<Pipeline>): boolean {
    return model.consumers[this.c].alive && model.consumers[this.c].buf !== EMPTY;
  }
  protected effect(model: Pipeline, consumer: Consumer): void {
    model.out[consumer.buf] = Math.min(2, model.out[consumer.buf] + 1);
    consumer.proc = consumer.buf + 1;
    consumer.buf = EMPTY;
  }
}

class Commit extends ConsumerCommand {
  check(model: Readonly<Pipeline>): boolean {
    const { alive, proc } = model.consumers[this.c];
    return alive && model.owner === this.c && proc > model.committed;
  }
  protected effect(model: Pipeline, consumer: Consumer): void {
    model.committed = consumer.proc;
  }
}

class Restart extends ConsumerCommand {
  check(model: Readonly<Pipeline>): boolean {
    return !model.consumers[this.c].alive && model.owner !== this.c;
  }
  protected effect(_model: Pipeline, consumer: Consumer): void {
    consumer.alive = true;
  }
}

class Crash extends ConsumerCommand {
  private readonly crashes: number;
  constructor(c: number, crashes: number) {
    super(c);
    this.crashes = crashes;
  }
  check(model: Readonly<Pipeline>): boolean {
    return model.consumers[this.c].alive && model.crashes < this.crashes;
  }
  protected effect(model: Pipeline, consumer: Consumer): void {
    Object.assign(consumer, { alive: false, pos: 0, buf: EMPTY, proc: 0 });
    model.crashes += 1;
  }
}

class Kick extends ConsumerCommand {
  private readonly kicks: number;
  constructor(c: number, kicks: number) {
    super(c);
    this.kicks = kicks;
  }
  check(model: Readonly<Pipeline>): boolean {
    return model.owner === this.c && model.consumers[this.c].alive && model.kicks < this.kicks;
  }
  protected effect(model: Pipeline, _consumer: Consumer): void {
    model.owner = NOBODY;
    model.kicks += 1;
  }
}
