import type { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import { MEMORY } from '../../explorers/stop-reasons.ts';
import { counterexampleOf } from '../../judging/counterexamples/counterexample.ts';
import { judgeHazards } from '../../judging/hazards.ts';
import type { Host } from '../../judging/host.ts';
import { limitsOf } from '../../judging/searches/limits.ts';
import type { Plan, Stage } from '../../judging/searches/plan.ts';
import { scopePlan } from '../../judging/searches/plans.ts';
import type { ProgressReport } from '../../judging/progress-report.ts';
import { runPlan } from '../../judging/searches/run-plan.ts';
import type { StageResult } from '../../judging/searches/stage-result.ts';
import { TimeLimit } from '../../judging/searches/time-limit.ts';
import type { Setup } from '../../model/setup.ts';
import type { Evidence } from '../../reports/documents/verdict.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import { applicable, leavesOut } from '../../reductions/reduced.ts';
import { tryEntries } from './corpus.ts';
import { setupDigest, type HazardWork, type RandomWork, type ScopeWork, type Work, keyOf } from './job.ts';
import {
  type HazardOutcome,
  type JobResult,
  RESULT_FORMAT,
  type SearchOutcome,
  type ToldViolation,
} from './job-result.ts';
import { onlySpent, SPENT, trialOfPart } from './parts.ts';
import { UnfinishedJob } from './unfinished-job.ts';

export interface JobOptions {
  readonly host: Host;
  /** Bytes that a search may take. */
  readonly memory?: number;
  /** What jobs before have searched of the cluster by itself: parts of a scope have it in common, and come to the same. */
  readonly environments?: EnvironmentMemory;
  /** Asks to stop. */
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (progress: ProgressReport) => void;
}

/** What a job is made of. */
export interface JobInput {
  readonly tool: string;
  readonly setup: Setup;
  readonly work: Work;
}

/**
 * Does a job: a pure function of its input. A search in one thread, with pauses in which the process sees to what else is
 * waiting.
 *
 * @throws {UnfinishedJob} when it was asked to stop, or this machine has too little memory for it.
 */
export async function runJob({ tool, setup, work }: JobInput, options: JobOptions): Promise<JobResult> {
  const outcome = await outcomeOf(setup, work, options);
  if (options.signal?.aborted === true) throw new UnfinishedJob('it was interrupted');
  const digest = setupDigest(setup);
  return {
    format: RESULT_FORMAT,
    version: 1,
    tool,
    kafka: setup.kafka,
    key: keyOf(tool, digest, work),
    setup: digest,
    work,
    outcome,
  };
}

function outcomeOf(setup: Setup, work: Work, options: JobOptions): Promise<JobResult['outcome']> {
  switch (work.method) {
    case 'walk':
    case 'commands':
      return runAtRandom(setup, work, options);
    case 'exhaustive':
      return searchScope(setup, work, options);
    case 'hazard':
      return tryHazard(work, options);
    case 'corpus':
      return Promise.resolve({ corpus: tryEntries(work.entries, setup) });
  }
}

async function runAtRandom(
  setup: Setup,
  { method, seed, first, runs }: RandomWork,
  options: JobOptions,
): Promise<SearchOutcome> {
  const plan: Plan = [{ method, seed, firstRun: first, runs }];
  const { results } = await runPlan(clusterTrial(setup), plan, limits(options), options.onProgress);
  return told(setup, results[0], options);
}

async function searchScope(
  setup: Setup,
  { reductions, statesMax, part }: ScopeWork,
  options: JobOptions,
): Promise<SearchOutcome> {
  const trial = part === undefined ? clusterTrial(setup) : trialOfPart(setup, part);
  const counted = part === undefined ? trial : onlySpent(trial);
  const trialFor = (stage: Stage): ClusterTrial =>
    stage.method === 'exhaustive' && leavesOut(stage.reductions) ? trial : counted;
  const plan = scopePlan(applicable(trial.world, reductions), statesMax);
  const { results } = await runPlan(trialFor, plan, limits(options), options.onProgress);
  const [last] = results;
  if (last.stopped?.includes(MEMORY) === true) {
    throw new UnfinishedJob('this machine has too little memory for it: give it more, or the plan fewer states');
  }
  if (part === undefined) return told(setup, last, options);
  return told(setup, ofPart(last), options);
}

/** A part counts its own states, where it was asked to; and what is shortest in it need not be so in the whole. */
function ofPart(result: StageResult): StageResult {
  const { [SPENT]: spent, ...exercised } = result.exercised;
  const found = result.found.map((violation) => ({ ...violation, shortest: false }));
  return {
    ...result,
    found,
    exercised,
    ...(spent === undefined ? {} : { states: spent, evidence: (times) => countedAs(result.evidence(times), spent) }),
  };
}

const countedAs = (evidence: Evidence, states: number): Evidence =>
  evidence.method === 'exhaustive' ? { ...evidence, states } : evidence;

/** The result of a search, with its violations as small as can be. */
async function told(setup: Setup, result: StageResult, { signal }: JobOptions): Promise<SearchOutcome> {
  const { complete, reduced, states, stopped, coverage, exercised } = result;
  const found: ToldViolation[] = [];
  for (const violation of result.found) {
    if (signal?.aborted === true) throw new UnfinishedJob('it was interrupted');
    const { counterexample } = await counterexampleOf(setup, violation, timeOf({ signal }));
    found.push({ property: violation.property, counterexample });
  }
  return {
    evidence: result.evidence(0),
    complete,
    reduced,
    states,
    ...(stopped === undefined ? {} : { stopped }),
    coverage,
    exercised,
    found,
  };
}

async function tryHazard({ id, seed }: HazardWork, { host, signal }: JobOptions): Promise<HazardOutcome> {
  // How long it takes is no part of what comes out.
  const { hazards } = await judgeHazards({ seed, only: [id], signal }, { ...host, now: () => 0 });
  if (hazards.length === 0) throw new UnfinishedJob('it was interrupted');
  return { hazard: hazards[0] };
}

const timeOf = ({ signal }: Pick<JobOptions, 'signal'>): TimeLimit => new TimeLimit({ signal, now: () => 0 });

/** One thread, and no time: what a job comes to must not depend on the machine. */
const limits = ({ host, memory, signal, environments }: JobOptions) => ({
  ...limitsOf({ workers: 1, memory, signal }, host),
  ...(environments === undefined ? {} : { environments }),
});
