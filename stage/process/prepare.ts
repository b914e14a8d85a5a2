import { type CodeTrial, type CommandTrial, isCommand } from '../trial.ts';
import type { StageClock } from './builtins/time.ts';
import type { SourceLine } from '../decision-point.ts';
import { CallLines } from './source/call-lines.ts';
import { type Compiled, compile, evaluate } from './evaluate.ts';
import { Life } from './time/life.ts';
import { loadTrial } from './load-trial.ts';
import { outsideOf, type Outside, isAsked } from './bundle/outside-of-trial.ts';
import type { Program } from './bundle/program.ts';
import { Refused } from './refused.ts';
import { Scheduler } from './time/scheduler.ts';
import { Timers } from './time/timers.ts';
import { CONNECTS, type Refuse } from './undeclared.ts';
import { UnsetVariables, watched } from './unset-variables.ts';
import { UserLines } from './source/user-line.ts';

/** A program that can be run. */
export interface Prepared {
  readonly program: Program;
  readonly compiled: Compiled;
  readonly lines: UserLines;
  readonly trial: CodeTrial;
  /** What the trial says of the world outside, for one run, by whose clock it is asked. */
  readonly outside: (clock: StageClock) => Promise<Outside>;
  /** Hears of statements by which the program leaves something early, where they are counted. */
  readonly skipped?: (index: number) => void;
}

/** Compiles a program, and reads its trial. */
export async function prepare(program: Program): Promise<Prepared> {
  const { folder } = program;
  const { compiled, lines, trial } = await read(program);
  if (isCommand(trial)) throw new Error('a command is no program of the stage');
  const unasked = isAsked(trial) ? undefined : outsideOf(folder, trial);
  /** Where functions are asked their file is loaded anew: what it remembers is that of one run. */
  const outside = async (clock: StageClock): Promise<Outside> => {
    if (unasked) return unasked;
    const { trial: anew, scheduler } = await read(program, { compiled, lines });
    return outsideOf(folder, anew as CodeTrial, () => {
      scheduler.now = clock.now;
      scheduler.events = clock.events;
    });
  };
  return { compiled, lines, program, trial, outside };
}

/** What a trial file exports: it is asked nothing but what it says, and is not started. */
export const readTrial = async (program: Program): Promise<CodeTrial | CommandTrial> => (await read(program)).trial;

/** @param again the program as it was read before: what it was not refused then, it is not refused now. */
async function read(program: Program, again?: Pick<Prepared, 'compiled' | 'lines'>) {
  const { compiled, lines } = again ?? { compiled: compile(program), lines: new UserLines(program) };
  const calls = again === undefined ? new CallLines(lines) : undefined;
  const scheduler = new Scheduler(calls?.kept.bind(calls));
  let exit: SourceLine | undefined;
  let lastWords: string | undefined;
  const life = new Life(0, 0, 'trial', { ended: () => void (exit = lines.here()) });
  const unset = new UnsetVariables(lines);
  const refused = new Refused(() => lines.here() ?? calls?.current());
  const refuse: Refuse = (what, wayOut = 'a trial file only says what is on trial') => refused.refuse(what, wayOut);
  calls?.enable();
  const loading = evaluate(compiled, {
    life,
    timers: new Timers(scheduler, life, (_life, _delayMs, fire) => fire()),
    carrier: {
      open: (_socket, host, port) => refuse(`opens a connection to ${host}:${port} as it is loaded`, CONNECTS),
      send: () => {},
      close: () => {},
    },
    env: watched(program.env, (name) => unset.isMissed(name)),
    argv: ['node', program.file],
    refuse,
    withhold: refused.withhold,
    print: (fd, text) => void (lastWords = fd === 2 ? text : lastWords),
    fetch: async () => refuse('calls fetch()'),
    resolved: () => {},
    handled: () => {},
    skipped: () => {},
    kept: (run) => run,
    effects: (_path, real) => real ?? {},
  });
  const trial = await loadTrial(scheduler, lines, loading, () => ({ exit, lastWords, unset: unset.names })).finally(
    () => calls?.disable(),
  );
  // A client that connects in the background takes what it is refused for a connection that it tries again.
  refused.check();
  return { compiled, lines, trial, scheduler };
}
