import { createHash } from 'node:crypto';
import type { Deviation } from './deviation.ts';
import type { Commit, Ledger, Outcome } from './ledger.ts';
import type { BrokerWorld } from './process/network/broker-world.ts';
import { CallLines } from './process/source/call-lines.ts';
import { hideIds } from './process/source/hidden-ids.ts';
import { play } from './process/play.ts';
import { showUnderWay } from './process/under-way.ts';
import type { Prepared } from './process/prepare.ts';
import { withProgramStacks } from './process/source/program-stacks.ts';
import { Refused } from './process/refused.ts';
import { Scheduler } from './process/time/scheduler.ts';
import { UnsetVariables } from './process/unset-variables.ts';
import type { Lines, RunResult } from './run-result.ts';
import { startLife } from './start-life.ts';
import { inputsOf } from './trial.ts';
import { WiredStage } from './wired-stage.ts';

export interface RunOptions {
  readonly lines?: Lines;
  /** From when on, in virtual milliseconds, nobody asks for one. */
  readonly quietFrom?: number;
  /** Whether the world outside is slow. */
  readonly isSlow?: boolean;
}

/**
 * Runs a trial once. The same trial, seed and deviations give the same result, to the byte.
 *
 * @throws {UndeclaredError} when the program reaches outside without its trial having said so.
 * @throws {InputError} when the trial says that a function reaches outside which is not there.
 */
export async function run(
  prepared: Prepared,
  world: BrokerWorld,
  seed: string,
  deviations: readonly Deviation[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  const { trial, lines } = prepared;
  const { quietFrom = Number.POSITIVE_INFINITY } = options;
  const isReading = (): boolean => scheduler.current?.isReading === true;
  const isQuiet = (): boolean => scheduler.now > quietFrom;
  const calls = options.lines === true ? new CallLines(lines, isReading, isQuiet) : undefined;
  const scheduler: Scheduler = new Scheduler(calls?.kept.bind(calls));
  const outside = await prepared.outside(scheduler);
  const refused = new Refused(() => lines.here() ?? calls?.current());
  const unset = new UnsetVariables(lines);
  const wired: WiredStage = new WiredStage(world, {
    seed,
    deviations,
    time: scheduler,
    start: (life) => (calls ? calls.afresh(() => startLife(life, place)) : startLife(life, place)),
    uncaught: (error) => refused.uncaught(error),
    isService: inputsOf(trial).length > 0,
    isSlow: options.isSlow,
    ...(options.lines ? { lines, calls } : {}),
    wires: { bootstrap: trial.cluster?.bootstrap, refuse: refused.refuse },
  });
  const place = {
    prepared,
    outside,
    scheduler,
    wired,
    refused,
    unset,
    looksAtLines: Boolean(options.lines),
    putOff: calls?.putOff.bind(calls),
  };
  const { stage } = wired;
  const resultOf = (atRest: boolean): Omit<RunResult, 'digest'> => {
    const { points, story } = stage;
    const { steps: trace, lastWords } = story;
    const asked = [...(calls?.asked ?? [])];
    const ledger = wired.ledger(atRest);
    return {
      points: points.taken,
      trace,
      ledger,
      ignored: points.ignored,
      asked,
      quietFrom: stage.quietFrom,
      lastWords,
      unset: unset.names,
    };
  };
  const soFar = (): RunResult => ({ ...resultOf(false), digest: '' });
  const isOver = showUnderWay(scheduler, calls === undefined ? soFar : () => calls.aside(soFar));
  hideIds();
  wired.begin(trial.processes ?? 1);
  calls?.enable();
  const atRest = await withProgramStacks(() =>
    play(stage, scheduler, {
      isRefused: () => refused.isRefused,
      settled: () => wired.settled(),
      isDown: () => wired.effects.isDown,
    }),
  ).finally(() => {
    calls?.disable();
    isOver();
  });
  refused.check();
  const result = resultOf(atRest);
  stage.lives.forEach((life) => life.end());
  const digest = createHash('sha256')
    .update(stage.story.all)
    .update(JSON.stringify(withoutLines(result.ledger)))
    .digest('hex');
  return { ...result, digest };
}

const withoutLine = ({
  line: _line,
  isLetGo: _isLetGo,
  perhaps: _perhaps,
  kept: _kept,
  caught: _caught,
  ...outcome
}: Outcome) => outcome;

const commitWithoutLine = ({ line: _line, end: _end, ...commit }: Commit) => commit;

/** Lines are looked at or not: a run is the same. */
const withoutLines = ({
  begun: _begun,
  resolved: _resolved,
  handled: _handled,
  joinedBy: _joinedBy,
  ...ledger
}: Ledger): Ledger => ({
  ...ledger,
  outcomes: ledger.outcomes.map(withoutLine),
  commits: ledger.commits.map(commitWithoutLine),
  ...(ledger.astray ? { astray: ledger.astray.map(commitWithoutLine) } : {}),
  ...(ledger.refused ? { refused: ledger.refused.map(commitWithoutLine) } : {}),
  ...(ledger.leftOpen ? { leftOpen: ledger.leftOpen.map(({ line: _line, ...open }) => open) } : {}),
  lives: ledger.lives.map(({ line: _line, ...life }) => life),
});
