import { createHash } from 'node:crypto';
import type { Deviation } from './deviation.ts';
import { ledgerOf } from './ledger-of.ts';
import type { Ledger } from './ledger.ts';
import { BrokerTimes } from './process/broker-times.ts';
import { CallLines } from './process/call-lines.ts';
import { Effects } from './process/effects.ts';
import { evaluate } from './process/evaluate.ts';
import { fetchOf } from './process/fetch.ts';
import type { Life } from './process/life.ts';
import { play } from './process/play.ts';
import type { Prepared } from './process/prepare.ts';
import { withProgramStacks } from './process/program-stacks.ts';
import { Scheduler } from './process/scheduler.ts';
import { Stage } from './process/stage.ts';
import { timerMoments } from './process/timer-moments.ts';
import { Timers } from './process/timers.ts';
import { DECLARE, UndeclaredError } from './process/undeclared.ts';
import { Wires } from './process/wires.ts';
import type { BrokerWorld } from './process/broker-world.ts';
import type { Lines, RunResult } from './run-result.ts';
import { settled } from './settled.ts';
import { type Env, isCommand } from './trial.ts';

export interface RunOptions {
  readonly lines?: Lines;
}

/**
 * Runs a trial once. The same trial, seed and deviations give the same result, to the byte.
 *
 * @throws {UndeclaredError} when the program reaches outside without its trial having said so.
 * @throws {InputError} when the trial says that a function reaches outside which is not there.
 */
export async function run(
  { compiled, program, lines, trial, effects: effectsAt }: Prepared,
  world: BrokerWorld,
  seed: string,
  deviations: readonly Deviation[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  const markers = world.records.map(({ id }) => id);
  let refused: Error | undefined;
  const calls = options.lines === true ? new CallLines(lines) : undefined;
  const scheduler = new Scheduler(calls?.kept.bind(calls));
  const stage = new Stage({
    seed,
    deviations,
    time: scheduler,
    company: {
      start,
      crashBroker(broker) {
        wires.dropBroker(broker);
        wires.answer(world.crash(broker));
        times.look();
      },
    },
    isService: trial.input !== undefined,
    ...(options.lines ? { lines, calls } : {}),
  });
  const effects: Effects = new Effects(stage, () => times.running, seed, markers);
  const wires: Wires = new Wires(stage, world, {
    seed,
    times: () => times,
    witness: world,
    bootstrap: trial.cluster?.bootstrap,
  });
  const times: BrokerTimes = new BrokerTimes(stage, world, (answers) => wires.answer(answers));

  const end = (error: unknown): never => {
    refused ??= error as Error;
    throw refused;
  };
  const refuse = (what: string, wayOut = DECLARE): never =>
    end(new UndeclaredError(what, wayOut, lines.here() ?? calls?.current()));

  function start(life: Life): void {
    const timers = new Timers(
      scheduler,
      life,
      timerMoments(stage, () => times),
    );
    life.keeps.push(() => timers.size);
    life.onStir.push(() => timers.wake());
    const env: Env = {
      slot: life.process,
      effect: (name, how) => effects.of(life, name, how),
    };
    evaluate(compiled, {
      life,
      timers,
      carrier: wires.carrierOf(refuse),
      env: trial.env ?? {},
      argv: ['node', program.file],
      refuse,
      print(fd, text) {
        stage.story.print(life, fd, text);
        if (fd === 2 && options.lines) life.complaint = lines.of(text) ?? life.complaint;
      },
      fetch: fetchOf((...call) => effects.call(life, ...call), trial.fetch),
      effects(path, real) {
        try {
          return effectsAt.replaced(path, real, (name, how) => effects.of(life, name, how));
        } catch (error) {
          return end(error);
        }
      },
    })
      .then((fresh) => (isCommand(fresh) ? undefined : fresh.start(env)))
      .catch((error) => life.threw(error));
  }

  let lookedAt = -1;
  let found: ReturnType<typeof settled>;
  /** Whatever it depends on is news when it is there first: to read all logs for each event that brings none takes seconds. */
  function looked(): typeof found {
    if (lookedAt !== stage.progressed) found = settled(world, effects.outcomes);
    lookedAt = stage.progressed;
    return found;
  }

  times.look();
  for (let slot = 0; slot < (trial.processes ?? 1); slot++) stage.start(slot, slot);
  calls?.enable();
  const atRest = await withProgramStacks(() =>
    play(stage, scheduler, {
      isRefused: () => refused !== undefined,
      settled: () => (wires.isAwaited ? undefined : looked()),
    }),
  ).finally(() => calls?.disable());
  if (refused !== undefined) throw refused;
  const ledger = ledgerOf(stage, world, effects.outcomes, atRest);
  stage.lives.forEach((life) => life.end());
  const digest = createHash('sha256')
    .update(stage.story.all)
    .update(JSON.stringify(withoutLines(ledger)))
    .digest('hex');
  const { steps: trace, lastWords } = stage.story;
  return { points: stage.points.taken, trace, ledger, digest, ignored: stage.points.ignored, lastWords };
}

/** Lines are looked at or not: a run is the same. */
const withoutLines = (ledger: Ledger): Ledger => ({
  ...ledger,
  outcomes: ledger.outcomes.map(({ line: _line, ...outcome }) => outcome),
  commits: ledger.commits.map(({ line: _line, ...commit }) => commit),
  lives: ledger.lives.map(({ line: _line, ...life }) => life),
});
