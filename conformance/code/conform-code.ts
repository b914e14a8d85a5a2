import { prepare } from '../../stage/process/prepare.ts';
import type { OpenedTrial } from '../../stage/opened-trial.ts';
import type { Ledger } from '../../stage/ledger.ts';
import type { RunJob } from '../../stage/run-result.ts';
import { expectedIn } from '../../stage/search/shrink.ts';
import { type CodeTrial, effectsIn, inputsOf } from '../../stage/trial.ts';
import { type Expected, expectedOf, together } from '../../stage/verdict/expected.ts';
import { judge } from '../../stage/verdict/judge.ts';
import { prepareCluster } from '../../stage/world/prepared-cluster.ts';
import { InputError } from '../../setups/input-error.ts';
import { explanationOf } from './explained-differences.ts';
import { type CodeLab, playCode } from './play-code.ts';
import { NotCome, Unplayable } from './unplayable.ts';

/** What came of making a run of the stage on real Kafka. */
export interface CodeOutcome {
  readonly kind: 'agrees' | 'diverges' | 'unplayable';
  /** Moments that came in the order of the stage. */
  readonly moments: number;
  /** Why not, or not at once: what each side came to, or what could not be made. */
  readonly because?: string;
  /** Of a difference: whether it is known why; `because` says it. */
  readonly isExplained?: boolean;
  /** What is wrong with what it came to on the stage, a phrase each. */
  readonly found: readonly string[];
}

/** A trial whose program is JavaScript. */
export type ProgramTrial = OpenedTrial & Required<Pick<OpenedTrial, 'program'>>;

/** @throws {InputError} on a trial whose program is a command. */
export function ofProgram(opened: OpenedTrial): ProgramTrial {
  const { program, name } = opened;
  if (program !== undefined) return { ...opened, program };
  throw new InputError(name, 'its program is a command', 'what is made on real Kafka are programs of JavaScript');
}

/** A race that the stage decides by its seed, real time decides by itself: so often a run is made before both sides part. */
const TRIES = 3;

/** Makes a run of a trial on real Kafka, and compares. @throws {HarnessError} where something goes wrong beside Kafka. */
export type ConformCode = (job: RunJob) => Promise<CodeOutcome>;

/**
 * Makes runs of the stage on real Kafka, and compares what both come to: the outcomes that records have when nothing goes
 * wrong, and which records are lost, doubled, out of order or stuck, by the same guarantees. They agree when Kafka can go as
 * the stage went: in one of three tries, and in which is said.
 *
 * @param seed of all runs: that in which nothing goes wrong is made once.
 */
export async function conformsCode(opened: ProgramTrial, seed: string, lab: CodeLab): Promise<ConformCode> {
  const { program, runners, client } = opened;
  const { trial } = await prepare(program);
  const [run] = runners;
  const expectedOfRun = expectedIn(expectedOf((await run({ seed, deviations: [] })).ledger), run);
  return async (job) => {
    const expected = await expectedOfRun(job);
    const result = await run(job);
    const found = anomaliesIn(result.ledger, expected);
    const { records = opened.records, processes = opened.processes } = job;
    const unmadeBecause = unmade(trial, { ...job, records });
    if (unmadeBecause !== undefined) return { kind: 'unplayable', moments: 0, found, because: unmadeBecause };
    const prepared = prepareCluster(trial, records);
    const isCalm = job.deviations.length === 0;
    return await untilAgreed(found, async () => {
      const { ledger, moments } = await playCode({ lab, program, prepared, processes, job, result });
      const kafka = anomaliesIn(ledger, isCalm ? together(expected, expectedOf(ledger)) : expected);
      if (kafka.join() === found.join()) return { kind: 'agrees', moments, found };
      const explanation = explanationOf({ client, job, points: result.points, machine: found, kafka });
      const both = `machine: ${wordsOf(found)}; Kafka: ${wordsOf(kafka)}`;
      const isExplained = explanation !== undefined;
      const because = isExplained ? `${both}, since ${explanation.because}` : both;
      return { kind: 'diverges', moments, found, isExplained, because };
    });
  };
}

/** Why a run cannot be made on real Kafka; nothing where it can. */
export function unmade(
  { effects = {}, input }: CodeTrial,
  { records, oneByOne, deviations }: Pick<RunJob, 'records' | 'oneByOne' | 'deviations'>,
): string | undefined {
  if (records === 0) return 'the trial has no input that would be written';
  if (deviations.some(({ fault }) => fault.kind === 'effect.outage')) return 'the way to the outside is not cut there';
  if (inputsOf({ input }).some(({ readBy = [] }) => readBy.length > 0))
    return 'no group has read a topic there before the program starts';
  if (inputsOf({ input }).some(({ afterStart = false }) => afterStart))
    return 'all records are there before the program starts';
  if (oneByOne) return 'brokers there answer a fetch with all that they have';
  const isSync = Object.values(effects).some((names) => effectsIn(names).some(([, { sync }]) => sync));
  return isSync ? 'an effect that is done when it returns would have to wait for another process' : undefined;
}

/** Makes a run until it agrees, as often as another try may come to something else. Of those before it is told why not. */
export async function untilAgreed(found: readonly string[], play: () => Promise<CodeOutcome>): Promise<CodeOutcome> {
  const before: CodeOutcome[] = [];
  const so = (): string => [...new Set(before.map(({ because, kind }) => because ?? kind))].join('; ');
  for (let tries = 1; ; tries++) {
    let isLast = tries === TRIES;
    const outcome = await play().catch((error: unknown): CodeOutcome => {
      if (!(error instanceof Unplayable)) throw error;
      isLast ||= !(error instanceof NotCome);
      return { kind: 'unplayable', moments: 0, found, because: error.message };
    });
    if (outcome.kind === 'agrees')
      return tries === 1 ? outcome : { ...outcome, because: `in try ${tries}, and not before: ${so()}` };
    before.push(outcome);
    if (isLast) return { ...worstOf(before), because: so() };
  }
}

/** A difference that nobody can explain, before one that somebody can, before what was not made. */
function worstOf(tried: readonly CodeOutcome[]): CodeOutcome {
  const differ = tried.filter(({ kind }) => kind === 'diverges');
  return differ.find(({ isExplained }) => isExplained !== true) ?? differ[0] ?? tried[0];
}

const wordsOf = (found: readonly string[]): string => found.join(', ') || 'nothing';

const anomaliesIn = (ledger: Ledger, expected: Expected): readonly string[] => [
  ...new Set(judge(ledger, expected).map(({ kind, record, what }) => `${kind} of ${record} (${what})`)),
];
