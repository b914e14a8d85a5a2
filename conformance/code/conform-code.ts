import { prepare } from '../../stage/process/prepare.ts';
import type { OpenedTrial } from '../../stage/opened-trial.ts';
import type { Ledger } from '../../stage/ledger.ts';
import type { RunJob } from '../../stage/run-result.ts';
import { type Expected, expectedOf, together } from '../../stage/verdict/expected.ts';
import { judge } from '../../stage/verdict/judge.ts';
import { prepareCluster } from '../../stage/world/cluster-world.ts';
import { InputError } from '../../setups/input-error.ts';
import { type CodeLab, playCode } from './play-code.ts';
import { Unplayable } from './unplayable.ts';

/** What came of making a run of the stage on real Kafka. */
export interface CodeOutcome {
  readonly kind: 'agrees' | 'diverges' | 'unplayable';
  /** Moments that came in the order of the stage. */
  readonly moments: number;
  /** Of both sides, or of the one side of a run that cannot be made there. */
  readonly because?: string;
  /** What is wrong with what it came to on the stage, a phrase each. */
  readonly found: readonly string[];
}

/**
 * Makes a run of the stage on real Kafka, and compares what both come to: the outcomes that records have when nothing goes
 * wrong, and which records are lost, doubled, out of order or stuck, by the same guarantees.
 *
 * @throws {HarnessError} where something goes wrong beside Kafka.
 */
export async function conformCode(opened: OpenedTrial, job: RunJob, lab: CodeLab): Promise<CodeOutcome> {
  const { program, runners, name } = opened;
  if (program === undefined)
    throw new InputError(name, 'its program is a command', 'what is made on real Kafka are programs of JavaScript');
  const { trial } = await prepare(program);
  const [run] = runners;
  const calm = await run({ ...job, deviations: [] });
  const result = await run(job);
  const expected = expectedOf(calm.ledger);
  const found = anomaliesIn(result.ledger, expected);
  const told = (kind: CodeOutcome['kind'], moments: number, because?: string): CodeOutcome => ({
    kind,
    moments,
    found,
    ...(because === undefined ? {} : { because }),
  });
  const { records = opened.records, processes = opened.processes } = job;
  if (trial.input === undefined) return told('unplayable', 0, 'the trial has no input that would be written');
  const prepared = prepareCluster(trial, records);
  try {
    const play = { lab, program, input: trial.input, prepared, processes, job, result };
    const { ledger, moments } = await playCode(play);
    const kafka = anomaliesIn(ledger, job.deviations.length === 0 ? together(expected, expectedOf(ledger)) : expected);
    if (kafka.join() === found.join()) return told('agrees', moments);
    return told('diverges', moments, `machine: ${wordsOf(found)}; Kafka: ${wordsOf(kafka)}`);
  } catch (error) {
    if (error instanceof Unplayable) return told('unplayable', 0, error.message);
    throw error;
  }
}

const wordsOf = (found: readonly string[]): string => found.join(', ') || 'nothing';

const anomaliesIn = (ledger: Ledger, expected: Expected): readonly string[] => [
  ...new Set(judge(ledger, expected).map(({ kind, record, what }) => `${kind} of ${record} (${what})`)),
];
