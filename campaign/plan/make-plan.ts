import { HAZARDS } from '../../properties/hazards/hazards.ts';
import { type Resolution, setupOf } from '../../setups/resolve/resolve.ts';
import type { Setup } from '../../model/setup.ts';
import { ALL_REDUCTIONS } from '../../reductions/reduced.ts';
import { type CampaignPlan, PLAN_FORMAT, type Subject } from './campaign-plan.ts';
import { type CorpusEntry, entriesFor } from '../jobs/corpus.ts';
import { PlanError } from './file-reader.ts';
import { type Job, keyOf, setupDigest, type Work } from '../jobs/job.ts';
import { partsOf } from '../jobs/parts.ts';
import type { PlanRequest } from './plan-request.ts';
import { subjectsOf } from './subjects.ts';

/** More parts than this say nothing that a list of budgets would not say better. */
const PARTS_MAX = 256;

/**
 * Every job that a campaign consists of, each once, in the order of the file: what is known already, for every setup its scope, then its random
 * runs; hazards at the end.
 *
 * @param tool the version of this program.
 * @param corpus the counterexamples that are kept, by the names of their files: those of a setup are tried first.
 * @throws {PlanError} with what is wrong.
 */
export function makePlan(
  request: PlanRequest,
  files: readonly { readonly file: string; readonly resolution: Resolution }[],
  tool: string,
  corpus: ReadonlyMap<string, CorpusEntry> = new Map(),
): CampaignPlan {
  const { subjects, refused } = subjectsOf(request, files);
  const jobs = new Map<string, Job>();
  const add = (subject: number, digest: string, work: Work): void => {
    const key = keyOf(tool, digest, work);
    if (!jobs.has(key)) jobs.set(key, { key, subject, work });
  };
  for (const [index, { digest, name }] of subjects.entries()) {
    const entries = entriesFor(corpus, name);
    if (entries.length > 0) add(index, digest, { method: 'corpus', entries });
  }
  for (const [index, { setup, digest, name }] of subjects.entries()) {
    for (const work of scopeWorks(request, setup, name)) add(index, digest, work);
    for (const work of randomWorks(request)) add(index, digest, work);
  }
  const hazards = hazardSubjects(request);
  for (const [index, { digest, file: id }] of hazards.entries()) {
    add(subjects.length + index, digest, { method: 'hazard', id, seed: request.seeds[0] });
  }
  return {
    format: PLAN_FORMAT,
    version: 1,
    tool,
    subjects: [...subjects, ...hazards],
    refused,
    jobs: [...jobs.values()],
  };
}

function scopeWorks({ methods, states, split }: PlanRequest, setup: Setup, name: string): Work[] {
  if (!methods.includes('exhaustive')) return [];
  const whole = { method: 'exhaustive', reductions: ALL_REDUCTIONS, statesMax: states } as const;
  if (!split) return [whole];
  const parts = partsOf(setup);
  if (parts.length <= PARTS_MAX) return parts.map((part) => ({ ...whole, part }));
  const reason = `split makes ${parts.length} parts of ${name}, and ${PARTS_MAX} are the most`;
  throw new PlanError([{ place: { file: name }, reason, wayOut: 'allow fewer faults, or list budgets' }]);
}

function randomWorks({ methods, seeds, runs }: PlanRequest): Work[] {
  const works: Work[] = [];
  for (const method of ['walk', 'commands'] as const) {
    if (!methods.includes(method)) continue;
    const { all, perJob } = runs[method];
    for (const seed of seeds) {
      for (let first = 0; first < all; first += perJob) {
        works.push({ method, seed, first, runs: Math.min(perJob, all - first) });
      }
    }
  }
  return works;
}

/** Hazards on trial; where others have the name of a file they have their id. */
const hazardSubjects = ({ hazards }: PlanRequest): Subject[] =>
  HAZARDS.filter(({ id }) => hazards.includes(id)).map(({ id, setup: draft }) => {
    const name = `hazard ${id}`;
    const setup = setupOf(draft, name);
    return { name, file: id, setup, digest: setupDigest(setup), ignored: [], notes: [], lacks: [], swept: {} };
  });
