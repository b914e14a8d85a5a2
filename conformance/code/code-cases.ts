import type { CodeDocument } from '../../reports/code/code-document.ts';
import type { RunJob } from '../../stage/run-result.ts';

/** A run of the stage that is made on real Kafka as well. */
export interface CodeCase {
  /** `loss, by consumer.crash at insert (effect) of process 0`. */
  readonly name: string;
  readonly job: RunJob;
}

/** What a search of the stage has found, each with its first story, behind the run in which nothing goes wrong. */
export const codeCases = ({ seed, findings }: Pick<CodeDocument, 'seed' | 'findings'>): readonly CodeCase[] => [
  { name: 'no fault', job: { seed, deviations: [] } },
  ...findings.map(({ anomaly, faults, replay }) => ({
    name: `${anomaly}, by ${faults.join(' and ')}`,
    job: replay as RunJob,
  })),
];
