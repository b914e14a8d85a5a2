import { codeCases } from '../../conformance/code/code-cases.ts';
import { type CodeOutcome, conformsCode, ofProgram, type ProgramTrial } from '../../conformance/code/conform-code.ts';
import { brokerArchive } from '../../conformance/lab/broker-archive.ts';
import { openCommandHost } from '../../conformance/lab/run/command-host.ts';
import { fitsSetup } from '../../conformance/lab/fits-setup.ts';
import { Supervisor } from '../../conformance/lab/run/supervisor.ts';
import { SEED_DEFAULT } from '../../judging/seed-default.ts';
import type { CodeDocument } from '../../reports/code/code-document.ts';
import { stringify } from '../../reports/documents/json.ts';
import { count, counted } from '../../reports/words/words.ts';
import { InputError } from '../../setups/input-error.ts';
import { visibleLines } from '../../setups/visible.ts';
import type { OpenedTrial } from '../../stage/opened-trial.ts';
import { tryTrial } from '../../stage/try-trial.ts';
import { PLAY_FLAGS, type PlayFlags } from './conform-flags.ts';
import { type Given, labOf, readGiven } from './conform-lab.ts';
import { exitCodeOf } from './conform-report.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit.ts';
import { inert } from '../inert.ts';
import { Interrupt, tellInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { Progress } from '../progress.ts';
import { exitSoon, stopOnInterrupt } from './stop-on-interrupt.ts';
import { workersOf } from '../workers.ts';

const FORMAT = 'kafka-trial/conform-code';
const VERSION = 1;

/** What a program is tried with; the rest of what `conform` takes is about setups. */
const OF_PROGRAMS: ReadonlySet<string> = new Set(['kafka', 'fetch', 'seed', 'workers']);
export const OF_SETUPS = PLAY_FLAGS.filter((name) => !OF_PROGRAMS.has(name));

/** One case, and what came of it; a failure of the harness says nothing. */
interface PlayedCase {
  readonly name: string;
  readonly outcome: CodeOutcome | { readonly kind: 'failed'; readonly because: string };
}

/**
 * `conform FILE.trial.ts`: tries a program as `code` does, all single faults, and makes the first story of each finding on
 * real Kafka, with the run in which nothing goes wrong.
 *
 * @returns the exit code: whether both come to the same.
 * @throws {InputError} and what else is the user's to mend.
 */
export async function playProgram(file: string, flags: PlayFlags, { io, openTrial }: Context): Promise<number> {
  const given = readGiven(flags, io);
  const interrupt = new Interrupt(io);
  const opened = await openTrial(file, { cwd: io.cwd, threads: workersOf(flags, io), openHost: openCommandHost });
  try {
    checkRelease(opened, given, flags);
    const trial = ofProgram(opened);
    const found = await searched(trial, flags, io, interrupt);
    if (interrupt.aborted) return tellInterrupted(io);
    return await played(trial, found, given, flags, io);
  } finally {
    interrupt.ignore();
    await opened.close();
  }
}

function checkRelease({ name, kafka }: OpenedTrial, { version = '' }: Given, flags: PlayFlags): void {
  if (fitsSetup(version, kafka)) return;
  throw new InputError(
    flags.kafka === undefined ? `--fetch ${version}` : `--kafka ${flags.kafka}`,
    `the jars are Kafka ${version}, and the cluster of ${name} is of ${kafka}`,
    'give jars of that release, or name theirs in the trial: cluster: { kafka: "…" }',
  );
}

async function searched(opened: OpenedTrial, flags: PlayFlags, io: Io, interrupt: Interrupt) {
  const progress = new Progress(io, flags);
  try {
    return await tryTrial(opened, {
      seed: flags.seed ?? SEED_DEFAULT,
      runs: 0,
      stop: () => interrupt.aborted,
      onRun: (phase, done, total) => progress.update(opened.name, { phase, done, total }),
    });
  } finally {
    progress.clear();
  }
}

async function played(
  opened: ProgramTrial,
  found: CodeDocument,
  given: Given,
  flags: PlayFlags,
  io: Io,
): Promise<number> {
  const supervisor = await Supervisor.start();
  const { ignore } = stopOnInterrupt(supervisor, io);
  const cases = codeCases(found);
  const so: PlayedCase[] = [];
  try {
    const { java, brokers: jars, cache } = await labOf(given, { ...flags, client: 'kafkajs' }, supervisor, io);
    if (java === undefined || 'addresses' in jars) throw new RangeError('no jars, or no Java');
    const lab = { java, jars, supervisor, archive: await brokerArchive({ jars, java, cache, supervisor }) };
    const conform = await conformsCode(opened, found.seed, lab);
    const tells = flags.json !== true && flags.quiet !== true;
    if (tells) io.out(visibleLines(`${opened.name}: ${counted(cases.length, 'run')}, on Kafka ${jars.version}\n\n`));
    for (const { name, job } of cases) {
      so.push({ name, outcome: await outcomeOf(() => conform(job)) });
      if (tells) io.out(visibleLines(caseLine(so[so.length - 1])));
    }
    io.out(flags.json === true ? stringify(inert({ format: FORMAT, version: VERSION, runs: so })) : summary(so));
    const code = exitCodeOf(so);
    if (code === EXIT.internal) exitSoon(code, io);
    return code;
  } finally {
    ignore();
    await supervisor.end();
  }
}

async function outcomeOf(conform: () => Promise<CodeOutcome>): Promise<PlayedCase['outcome']> {
  try {
    return await conform();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof InputError) throw error;
    return { kind: 'failed', because: error.message };
  }
}

/** What came of one run, in a line. */
export function caseLine({ name, outcome }: PlayedCase): string {
  const { kind, because } = outcome;
  const found = kind === 'agrees' ? [outcome.found.join(', ') || 'nothing is found'] : [];
  const words = [...found, ...(because === undefined ? [] : [because])].join(', ');
  return `  ${kind.padEnd(10)}  ${name}${kind === 'failed' ? ', which says nothing' : ''}: ${words}\n`;
}

const summary = (so: readonly PlayedCase[]): string =>
  `\n${count(so.filter(({ outcome }) => outcome.kind === 'agrees').length)} of ${count(so.length)} agree\n`;
