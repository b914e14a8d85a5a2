import { prepare } from '../../stage/process/prepare.ts';
import type { OpenedTrial } from '../../stage/opened-trial.ts';
import type { Ledger } from '../../stage/ledger.ts';
import type { RunJob } from '../../stage/run-result.ts';
import { type Expected, expectedOf, together } from '../../stage/verdict/expected.ts';
import { judge } from '../../stage/verdict/judge.ts';
import { prepareCluster } from '../../stage/world/cluster-world.ts';
import { InputError } from '../../setups/input-error.ts';
import { type CodeLab, playCode } from './play-code.ts';
import { NotCome, Unplayable } from './unplayable.ts';

/** What came of making a run of the stage on real Kafka. */
export interface CodeOutcome {
  readonly kind: 'agrees' | 'diverges' | 'unplayable';
  /** Moments that came in the order of the stage. */
  readonly moments: number;
  /** Why not, or not at once: what each side came to, or what could not be made. */
  readonly because?: string;
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

/**
 * Makes a run of the stage on real Kafka, and compares what both come to: the outcomes that records have when nothing goes
 * wrong, and which records are lost, doubled, out of order or stuck, by the same guarantees. They agree when Kafka can go as
 * the stage went: in one of three tries, and in which is said.
 *
 * @throws {HarnessError} where something goes wrong beside Kafka.
 */
export async function conformCode(opened: ProgramTrial, job: RunJob, lab: CodeLab): Promise<CodeOutcome> {
  const { program, runners } = opened;
  const { trial } = await prepare(program);
  const [run] = runners;
  const expected = expectedOf((await run({ ...job, deviations: [] })).ledger);
  const result = await run(job);
  const found = anomaliesIn(result.ledger, expected);
  const { records = opened.records, processes = opened.processes } = job;
  const { input } = trial;
  if (input === undefined)
    return { kind: 'unplayable', moments: 0, found, because: 'the trial has no input that would be written' };
  const prepared = prepareCluster(trial, records);
  const isCalm = job.deviations.length === 0;
  return await untilAgreed(found, async () => {
    const { ledger, moments } = await playCode({ lab, program, input, prepared, processes, job, result });
    const kafka = anomaliesIn(ledger, isCalm ? together(expected, expectedOf(ledger)) : expected);
    if (kafka.join() === found.join()) return { kind: 'agrees', moments, found };
    return { kind: 'diverges', moments, found, because: `machine: ${wordsOf(found)}; Kafka: ${wordsOf(kafka)}` };
  });
}

/** Makes a run until it agrees, as often as another try may come to something else. Of those before it is told why not. */
export async function untilAgreed(found: readonly string[], play: () => Promise<CodeOutcome>): Promise<CodeOutcome> {
  const before = new Set<string>();
  const so = (): string => [...before].join('; ');
  for (let tries = 1; ; tries++) {
    let isLast = tries === TRIES;
    const outcome = await play().catch((error: unknown): CodeOutcome => {
      if (!(error instanceof Unplayable)) throw error;
      isLast ||= !(error instanceof NotCome);
      return { kind: 'unplayable', moments: 0, found, because: error.message };
    });
    if (outcome.kind === 'agrees')
      return tries === 1 ? outcome : { ...outcome, because: `in try ${tries}, and not before: ${so()}` };
    before.add(outcome.because ?? outcome.kind);
    if (isLast) return { ...outcome, because: so() };
  }
}

const wordsOf = (found: readonly string[]): string => found.join(', ') || 'nothing';

const anomaliesIn = (ledger: Ledger, expected: Expected): readonly string[] => [
  ...new Set(judge(ledger, expected).map(({ kind, record, what }) => `${kind} of ${record} (${what})`)),
];
