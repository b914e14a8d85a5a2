import { entriesOf, withEntries } from '../../campaign/jobs/corpus.ts';
import { planName, planText } from '../../campaign/plan/campaign-plan.ts';
import { resultText } from '../../campaign/jobs/job-result.ts';
import { makePlan } from '../../campaign/plan/make-plan.ts';
import { readPlanFile } from '../../campaign/plan/plan-file.ts';
import { runJob } from '../../campaign/jobs/run-job.ts';
import { VERSION } from '../../cli/version.ts';
import type { Host } from '../../judging/host.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import { readSetup } from '../../setups/reading/read-setup.ts';

/** What campaigns are made of, as files. */
export interface CampaignFiles {
  /** A campaign's own file, of which `setup.yaml` is the setup. */
  readonly plan: string;
  /** What `campaign work` writes of it, by the names of the files. */
  readonly results: Readonly<Record<string, string>>;
  /** Counterexamples that are kept, by the names of the files. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Of every kind of key one. */
const PLAN = `setups: [setup.yaml]
versions: ["4.1"]
sweep: { acks: [1] }
scopes: [tiny]
methods: [walk]
seeds: [fuzz]
runs: 4
job: 2
corpus: corpus
`;

/** Does a small campaign of the setup, whose text and verdict are given. */
export async function campaignFiles(setup: string, verdict: VerdictDocument, host: Host): Promise<CampaignFiles> {
  const source = { file: 'setup.yaml', text: setup };
  const request = readPlanFile({ file: 'campaign.yaml', text: PLAN });
  const plan = makePlan(request, [{ file: source.file, resolution: readSetup({ setups: [source] }) }], VERSION);
  const results: Record<string, string> = { [planName(plan)]: planText(plan) };
  for (const { key, subject, work } of plan.jobs) {
    const result = await runJob({ tool: VERSION, setup: plan.subjects[subject].setup, work }, { host });
    results[`${key}.json`] = resultText(result);
  }
  const kept = [...withEntries(new Map(), entriesOf(verdict))].map(([name, entry]) => [name, JSON.stringify(entry)]);
  return { plan: PLAN, results, kept: Object.fromEntries(kept) as Record<string, string> };
}
