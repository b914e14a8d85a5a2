import { documentOf } from '../../judging/verdicts/verdict-document.ts';
import { isOfPart } from '../../judging/searches/stage-result.ts';
import { NO_TIME_LIMIT } from '../../judging/searches/time-limit.ts';
import { judged } from '../../judging/verdicts/verdicts.ts';
import { mergeCoverage } from '../../explorers/coverage.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { CampaignDocument, NamedJob, TriedCorpus } from '../../reports/documents/campaign.ts';
import type { HazardsDocument } from '../../reports/documents/hazards.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import type { CampaignPlan, Subject } from '../plan/campaign-plan.ts';
import { isRandom, type Job } from '../jobs/job.ts';
import { isHazard, isSearch, type JobResult } from '../jobs/job-result.ts';
import type { MergeState } from './merge-state.ts';
import { isCovered, type Range } from './ranges.ts';
import { stagesOf, type ToldFound } from './subject-stages.ts';
import { sweepTables } from './sweep-tables.ts';
import { workWords } from '../jobs/work-words.ts';

/** Everything that is known of a campaign: a function of the state, whatever it was merged from, and in which order. */
export async function documentOfCampaign(state: MergeState, tool: string): Promise<CampaignDocument> {
  const plans = [...state.plans.keys()].sort().flatMap((name) => state.plans.get(name) ?? []);
  const counted = countedResults(state);
  const jobs = new Map(plans.flatMap((plan) => plan.jobs.map((job) => [job.key, nameOf(plan, job)] as const)));
  const subjects = new Map(
    plans.flatMap(({ subjects }) => subjects.map((subject) => [idOf(subject), subject] as const)),
  );
  const bySetup = grouped(counted);
  const missing = missingOf(plans, counted, bySetup);
  const verdicts: VerdictDocument[] = [];
  for (const subject of subjects.values()) {
    const results = bySetup.get(subject.digest) ?? [];
    const lacking = missing.filter(({ name }) => name === subject.name).length;
    if (results.some(({ outcome }) => isSearch(outcome))) verdicts.push(await verdictOn(subject, results, lacking));
  }
  const hazards = hazardsOf(counted);
  const corpus = corpusOf(plans, counted);
  return {
    format: 'kafka-trial/campaign',
    version: 1,
    tool,
    jobs: { planned: jobs.size, done: jobs.size - missing.length },
    missing,
    conflicts: conflictsOf(state, jobs),
    refused: plans.flatMap(({ refused }) => refused.map(({ name, why }) => ({ name, why }))),
    verdicts,
    ...(hazards === undefined ? {} : { hazards }),
    ...(corpus.length === 0 ? {} : { corpus }),
    sweep: sweepTables([...subjects.values()], verdicts),
  };
}

const idOf = ({ digest, name }: Subject): string => `${digest} ${name}`;

/** The results that count: of a job with two different ones neither does. */
function countedResults(state: MergeState): ReadonlyMap<string, JobResult> {
  const counted = new Map<string, JobResult>();
  for (const { result } of state.all()) {
    if (state.results.get(result.key)?.size === 1) counted.set(result.key, result);
  }
  return counted;
}

function grouped(counted: ReadonlyMap<string, JobResult>): ReadonlyMap<string, readonly JobResult[]> {
  const groups = new Map<string, JobResult[]>();
  for (const result of counted.values()) {
    const group = groups.get(result.setup);
    if (group === undefined) groups.set(result.setup, [result]);
    else group.push(result);
  }
  return groups;
}

const nameOf = ({ subjects }: CampaignPlan, { key, subject, work }: Job): NamedJob => ({
  key,
  name: subjects[subject].name,
  work: workWords(work),
});

/** The jobs without a result whose runs nobody else has made either, in another cut. */
function missingOf(
  plans: readonly CampaignPlan[],
  counted: ReadonlyMap<string, JobResult>,
  bySetup: ReadonlyMap<string, readonly JobResult[]>,
): readonly NamedJob[] {
  const missing = new Map<string, NamedJob>();
  for (const plan of plans) {
    for (const job of plan.jobs) {
      if (counted.has(job.key)) continue;
      const { digest } = plan.subjects[job.subject];
      if (!isMadeOtherwise(job, bySetup.get(digest) ?? [])) missing.set(job.key, nameOf(plan, job));
    }
  }
  return [...missing.values()];
}

function isMadeOtherwise({ work }: Job, results: readonly JobResult[]): boolean {
  if (!isRandom(work)) return false;
  const ranges = results.flatMap((result): Range[] =>
    result.work.method === work.method && result.work.seed === work.seed ? [result.work] : [],
  );
  return isCovered(work, ranges);
}

const conflictsOf = (state: MergeState, jobs: ReadonlyMap<string, NamedJob>): CampaignDocument['conflicts'] =>
  [...state.results]
    .filter(([, results]) => results.size > 1)
    .map(([key, results]) => {
      const named = jobs.get(key) ?? { key, name: 'a job of no plan here', work: '' };
      return { ...named, digests: [...results.keys()].sort() };
    })
    .sort((one, other) => (one.key < other.key ? -1 : 1));

/** The verdicts on one setup, by all that was done with it. */
async function verdictOn(subject: Subject, given: readonly JobResult[], lacking: number): Promise<VerdictDocument> {
  const { setup, ignored, notes, lacks, name } = subject;
  const results = stagesOf(subject, given);
  const coverage = mergeCoverage(results.filter((result) => !isOfPart(result)).map((result) => result.coverage));
  const isViolated = results.some(({ found }) => found.length > 0);
  const undone = [
    ...(lacking === 0 ? [] : [`${lacking} jobs of the campaign on this setup are missing`]),
    // A remedy is searched with, change after change, in the user's own file: no fold of results can do that.
    ...(isViolated ? ['a campaign looks for no remedies: `kafka-trial verify` does, on the setup alone'] : []),
  ];
  const seeds = given.flatMap(({ work }) => ('seed' in work ? [work.seed] : []));
  const seed = [...new Set(seeds)].sort().join(', ');
  const verdicts = await judged(
    setup,
    clusterTrial(setup),
    { results, coverage, undone },
    NO_TIME_LIMIT,
    // Every job has told its own.
    (violation) => Promise.resolve({ counterexample: (violation as ToldFound).told, isHurried: false }),
  );
  // What the setup was resolved from is of no use to a document.
  return documentOf({ setup, ignored, notes, lacks, input: { entries: [] } }, { name, seed }, verdicts);
}

/** What became of the entries of the corpus, by setup. */
const corpusOf = (plans: readonly CampaignPlan[], counted: ReadonlyMap<string, JobResult>): readonly TriedCorpus[] => {
  const tried = plans.flatMap(({ jobs, subjects }) =>
    jobs.flatMap(({ key, subject }) => {
      const outcome = counted.get(key)?.outcome;
      const { name } = subjects[subject];
      return outcome !== undefined && 'corpus' in outcome
        ? [[`${key} ${name}`, { name, entries: outcome.corpus }] as const]
        : [];
    }),
  );
  return [...new Map(tried).values()];
};

function hazardsOf(counted: ReadonlyMap<string, JobResult>): HazardsDocument | undefined {
  const made = [...counted.values()].flatMap(({ outcome, work }) =>
    isHazard(outcome) && work.method === 'hazard' ? [{ hazard: outcome.hazard, seed: work.seed }] : [],
  );
  if (made.length === 0) return undefined;
  const hazards = made.map(({ hazard }) => hazard).sort((one, other) => (one.id < other.id ? -1 : 1));
  const seed = [...new Set(made.map((one) => one.seed))].sort().join(', ');
  return { format: 'kafka-trial/hazards', version: 1, seed, hazards, unmodelled: [] };
}
