import type { Played } from '../../conformance/conform.ts';
import type { ConformRequest } from '../../conformance/conform-request.ts';
import { Supervisor } from '../../conformance/lab/run/supervisor.ts';
import { rulesFor } from '../../conformance/rules-for.ts';
import { SEED_DEFAULT } from '../../judging/seed-default.ts';
import { visibleLines } from '../../setups/visible.ts';
import type { PlayFlags } from './conform-flags.ts';
import { checkGiven, type Lab, labOf, readGiven } from './conform-lab.ts';
import { conformLine } from './conform-line.ts';
import {
  conformFiles,
  conformJson,
  divergenceText,
  exitCodeOf,
  headingOf,
  type PlayedSubject,
  playedLines,
  summaryLine,
} from './conform-report.ts';
import { type Counterexample, counterexamplesOf, type Named, readNamed } from './conform-subject.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import { tryFolder } from '../files.ts';
import { Interrupt } from '../interrupt.ts';
import { hastenedCounterexample } from './hastened-counterexample.ts';
import type { Io } from '../io.ts';
import { write } from '../output.ts';
import { Progress } from '../progress.ts';
import { exitSoon, stopOnInterrupt } from './stop-on-interrupt.ts';

const TIMES_DEFAULT = 1;
const WALKS_DEFAULT = 3;

/**
 * `conform FILE`: plays the counterexample of a setup on real Kafka, or random walks of one that holds, with the machine
 * beside it.
 *
 * @returns the exit code: whether they agree.
 * @throws {InputError} and what else is the user's to mend; {HarnessError} where nothing could be played.
 */
export async function playConform(file: string | undefined, flags: PlayFlags, context: Context): Promise<number> {
  const { io } = context;
  const given = readGiven(flags, io);
  const named = readNamed(file, flags, given.version, context);
  checkGiven(given, flags, named);
  const interrupt = new Interrupt(io);
  tryFolder(flags.out, [], io);
  const supervisor = await Supervisor.start();
  const { stopped, ignore } = stopOnInterrupt(supervisor, io);
  try {
    const isKafkajs = named.setup.client.library === 'kafkajs';
    const lab = await labOf(given, isKafkajs ? { ...flags, client: 'kafkajs' } : flags, supervisor, io);
    const [found, ...others] =
      flags.walks === undefined ? await counterexamplesOf(named, flags, context, interrupt) : [];
    if (interrupt.aborted) return interrupted([], io);
    noteChoice(found, others, flags, context);
    const first = forCluster(found, lab, flags, context);
    const request = { ...lab, name: named.name, supervisor, ...playsOf(named, first, flags) };
    const subject = { guarantee: first?.guarantee, request };
    const so = await played(subject, flags, context, interrupt, stopped);
    io.out(flags.json === true ? conformJson(subject, so) : summaryLine(so));
    tellDivergence(subject, so, file, flags, io);
    if (flags.out !== undefined) write(flags.out, conformFiles(subject, so), io, flags);
    if (interrupt.aborted) return interrupted(so, io);
    const code = exitCodeOf(so);
    // What waits for a process that has failed is not waited for in its turn.
    if (so.some(({ outcome }) => outcome.kind === 'failed')) exitSoon(code, io);
    return code;
  } catch (error) {
    // What is waited for does not come when its processes have been ended.
    if (interrupt.aborted) return interrupted([], io);
    throw error;
  } finally {
    ignore();
    interrupt.ignore();
    await supervisor.end();
  }
}

const playsOf = (
  { setup }: Named,
  counterexample: Counterexample | undefined,
  { times = TIMES_DEFAULT, walks = WALKS_DEFAULT, seed = SEED_DEFAULT }: PlayFlags,
): Pick<ConformRequest, 'setup' | 'plays'> =>
  counterexample === undefined
    ? { setup, plays: { kind: 'walks', walks, seed } }
    : { setup: counterexample.setup, plays: { kind: 'schedule', schedule: counterexample.schedule, times } };

/** Where a schedule can wait with everything else for what the cluster does by itself, it does. */
function forCluster(
  found: Counterexample | undefined,
  { brokers }: Lab,
  flags: PlayFlags,
  { io }: Context,
): Counterexample | undefined {
  if (found === undefined) return found;
  const rules = rulesFor(brokers);
  const ours = hastenedCounterexample(found, rules);
  if (ours !== found && flags.quiet !== true) {
    const own = [...new Set(ours.schedule.map(({ type }) => type).filter((type) => rules.byItself.has(type)))];
    io.err(
      `note: the cluster does this by itself as soon as it can, and so the schedule has it first: ${own.join(', ')}\n`,
    );
  }
  return ours;
}

/** Says which counterexample is played where there are several, and which options come to nothing. */
function noteChoice(
  first: Counterexample | undefined,
  others: readonly Counterexample[],
  flags: PlayFlags,
  { io }: Context,
): void {
  if (flags.quiet === true) return;
  if (first === undefined && flags.times !== undefined) {
    io.err('note: --times has no effect: no guarantee is violated, and random walks are played\n');
  }
  const also = others.map(({ guarantee }) => guarantee).join(', ');
  if (also !== '') io.err(`note: ${also} ${others.length === 1 ? 'is' : 'are'} violated, too: choose by --guarantee\n`);
}

/** Plays, and tells each play as it comes. Where the user asks to stop, it is what was played until then. */
async function played(
  { guarantee, request }: PlayedSubject & { readonly request: ConformRequest },
  flags: PlayFlags,
  { io, conform }: Context,
  interrupt: Interrupt,
  stopped: Promise<void>,
): Promise<readonly Played[]> {
  const progress = new Progress(io, flags);
  const tells = flags.json !== true && flags.quiet !== true;
  const so: Played[] = [];
  if (tells) io.out(visibleLines(headingOf({ guarantee, request })));
  const playing = conform(request, {
    onStep: (play, step, total) => progress.update(request.name, { phase: `play ${play}, step`, done: step, total }),
    onShorten: (done) => progress.update(request.name, { phase: 'the divergence is made shorter, play', done }),
    onPlayed: (one) => {
      // What comes now says only that its processes have been ended.
      if (interrupt.aborted) return;
      progress.clear();
      so.push(one);
      if (tells) io.out(visibleLines(playedLines(one)));
    },
  });
  try {
    await Promise.race([playing, stopped]);
    return so;
  } finally {
    progress.clear();
  }
}

/** The first divergence, as short as it could be made, and how it is played again. */
function tellDivergence(
  { guarantee, request }: PlayedSubject,
  so: readonly Played[],
  file: string | undefined,
  flags: PlayFlags,
  io: Io,
): void {
  const divergence = so.find(({ outcome }) => outcome.kind === 'diverges');
  if (divergence === undefined || flags.json === true || flags.quiet === true) return;
  io.out(visibleLines(divergenceText(request.setup, divergence, conformLine(file, flags, guarantee, divergence))));
}

/** What was not played to its end says nothing. */
function interrupted(so: readonly Played[], io: Io): number {
  io.err(so.length === 0 ? 'interrupted: nothing was played\n' : 'interrupted: what is above was played until then\n');
  return EXIT.internal;
}
