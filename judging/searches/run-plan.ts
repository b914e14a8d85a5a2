import { exploringByCommands } from '../../explorers/commands/explore-by-commands.ts';
import { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import { runWithPauses } from '../../explorers/coroutine.ts';
import type { Doubt } from '../../explorers/exhaustive-options.ts';
import type { ExhaustiveResult } from '../../explorers/exhaustive-result.ts';
import { type Coverage, mergeCoverage, withUncounted } from '../../explorers/coverage.ts';
import { exhaustiveParallel } from '../../explorers/parallel/exhaustive-parallel.ts';
import type { StopSignal } from '../../explorers/stop-signal.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import { reduced } from '../../reductions/reduced.ts';
import type { Action } from '../../model/action.ts';
import type { SearchLimits } from './limits.ts';
import { faultsText } from './fault-choices.ts';
import { type Search, searchFewFaults } from './few-faults.ts';
import { type FewLags, lagsAllowed, searchFewLags, tooManyExpected, withLags } from './few-lags.ts';
import type {
  CommandsStage,
  ExhaustiveStage,
  FewFaultsStage,
  FewLagsStage,
  Plan,
  Stage,
  WalkStage,
  When,
} from './plan.ts';
import type { ProgressReport } from '../progress-report.ts';
import {
  commandsStageResult,
  exhaustiveStageResult,
  fewFaultsStageResult,
  fewLagsStageResult,
  isOfPart,
  type StageResult,
  walkStageResult,
} from './stage-result.ts';
import { printed } from './unfinished-words.ts';
import { walkWithPauses } from './walk-with-pauses.ts';

/** What came of a plan. */
export interface PlanResult {
  /** Of every stage whose findings count; the last one is the one that decides where none found anything. */
  readonly results: readonly StageResult[];
  /** What the stages went through. A search that gave way to a later one counts for what no other came across. */
  readonly coverage: Coverage;
  /** What the plan asked for and was not done, and why; in words, as notes of a verdict. */
  readonly undone: readonly string[];
}

type OnProgress = (progress: ProgressReport) => void;

/** Where not all stages count the same. */
type TrialFor = (stage: Stage) => ClusterTrial;

/**
 * Carries out a plan: its stages in order, each if its turn comes, within the limits. The first stage always begins, so
 * that there is something to tell of.
 *
 * With more than one worker the trial must be the one that `clusterTrial` makes of its setup: the workers make their own.
 *
 * @throws {WorkerLostError} when a worker ends before its search does.
 */
export async function runPlan(
  trial: ClusterTrial | TrialFor,
  plan: Plan,
  limits: SearchLimits,
  onProgress?: OnProgress,
): Promise<PlanResult> {
  const trialFor = typeof trial === 'function' ? trial : () => trial;
  const results: StageResult[] = [];
  const cut: { readonly stage: Stage; readonly words: readonly string[] }[] = [];
  const lagging = new Map<Stage, Promise<FewLags>>();
  for (const stage of plan) {
    if (!isCalledFor(stage.when, results) || isKnown(stage, results)) continue;
    const signal = limits.time.until(stage.untilShare ?? 1);
    if (results.length > 0 && signal.aborted) {
      cut.push({ stage, words: [`${nameOf(stage)} not begun: ${signal.why}`] });
      continue;
    }
    const result = await runStage(trialFor(stage), stage, { limits, signal, onProgress, results, lagging });
    // What only counts stands before the search that it counts for.
    if (stage.when === 'uncounted') results.unshift(result);
    else results.push(result);
    cut.push({ stage, words: cutShort(stage, result, signal) });
  }
  // What a later search has come to the end of was not left undone.
  const undone = cut.flatMap(({ stage, words }) => (isKnown(stage, results) ? [] : words));
  const kept = withoutSuperseded(results);
  const counted = coverageOf(kept.filter((result) => !isOfPart(result)));
  return { results: kept, coverage: withUncounted(counted, coverageOf(results)), undone };
}

const coverageOf = (results: readonly StageResult[]): Coverage =>
  mergeCoverage(results.map(({ coverage }) => coverage));

function isCalledFor(when: When | undefined, results: readonly StageResult[]): boolean {
  if (when === undefined) return true;
  const finished = results.findLast(({ complete }) => complete);
  if (when === 'unfinished') return finished === undefined;
  if (when === 'uncounted') return finished?.reduced === true;
  if ('statesAtMost' in when) return finished !== undefined && finished.states <= when.statesAtMost;
  const isFound = ({ found }: StageResult): boolean => found.some(({ property }) => when.nothingOf.includes(property));
  return finished === undefined && !results.some(isFound);
}

/** Whether few faults are left to be searched that are within what was searched with all faults. */
const isKnown = (stage: Stage, results: readonly StageResult[]): boolean =>
  stage.method === 'few-faults' &&
  stage.withoutLag === true &&
  results.some(({ lagsAtMost = null }) => lagsAtMost !== null);

interface Running {
  readonly limits: SearchLimits;
  readonly signal: StopSignal;
  readonly onProgress?: OnProgress;
  /** Of the stages before. */
  readonly results: readonly StageResult[];
  /** What was searched with few lags, by its stage: once, even where that comes before its turn. */
  readonly lagging: Map<Stage, Promise<FewLags>>;
}

function runStage(trial: ClusterTrial, stage: Stage, running: Running): Promise<StageResult> {
  switch (stage.method) {
    case 'exhaustive':
      return searchScope(trial, stage, running);
    case 'few-faults':
      return withFewFaults(trial, stage, running);
    case 'few-lags':
      return withFewLags(trial, stage, running);
    case 'walk':
      return walkAtRandom(trial, stage, running);
    case 'commands':
      return tryCommands(trial, stage, running);
  }
}

/** The whole scope, as far as the stage says, or until few lags tell that this is not far enough. */
async function searchScope(trial: ClusterTrial, stage: ExhaustiveStage, running: Running): Promise<StageResult> {
  const { doubt, statesMax } = stage;
  const why = async (by: FewLagsStage): Promise<string | undefined> =>
    tooManyExpected(await fewLagsOf(trial, by, running), lagsAllowed(trial.world), statesMax);
  const asked = doubt === undefined ? undefined : { from: doubt.from, why: () => why(doubt.by) };
  return exhaustiveStageResult(await search(trial, { ...stage, doubt: asked }, running), stage.reductions);
}

/** Everything with few faults, which stands behind the search of the whole scope that came to no end. */
async function withFewFaults(trial: ClusterTrial, stage: FewFaultsStage, running: Running): Promise<StageResult> {
  const { statesMax, withoutLag } = stage;
  const part = withoutLag ? clusterTrial(withLags(trial.world.setup, 0)) : trial;
  const few = await searchFewFaults(part, statesMax, searchAmongOthers(stage, running));
  return { ...fewFaultsStageResult(few, unfinishedScope(running)), withoutLag };
}

/** The same with few lags. */
const withFewLags = async (trial: ClusterTrial, stage: FewLagsStage, running: Running): Promise<StageResult> =>
  fewLagsStageResult(await fewLagsOf(trial, stage, running), unfinishedScope(running));

function fewLagsOf(trial: ClusterTrial, stage: FewLagsStage, running: Running): Promise<FewLags> {
  const known = running.lagging.get(stage);
  if (known !== undefined) return known;
  const signal = running.limits.time.until(stage.untilShare ?? 1);
  const searched = searchFewLags(trial, stage.statesMax, searchAmongOthers(stage, { ...running, signal }));
  running.lagging.set(stage, searched);
  return searched;
}

function unfinishedScope({ results }: Running): StageResult {
  const scope = results.findLast(isOfScope);
  if (scope === undefined) throw new RangeError('a part of the scope is searched where the whole was not');
  return scope;
}

/** Searches of parts of a scope, which have environments in common. */
function searchAmongOthers({ reductions }: Pick<ExhaustiveStage, 'reductions'>, running: Running): Search {
  // Their own, so that what they come to is not a matter of what was searched before them.
  const environments = new EnvironmentMemory();
  const remembering: Running = { ...running, limits: { ...running.limits, environments } };
  return async (part, statesMax) => {
    const known = environments.statesOf(reduced(part, reductions));
    const result = await search(part, { reductions, statesMax: known + statesMax }, remembering);
    return { result, statesAnew: result.distinct - known };
  };
}

interface Asked extends Pick<ExhaustiveStage, 'reductions' | 'statesMax' | 'stopWhenFound'> {
  readonly doubt?: Doubt;
}

function search(
  trial: ClusterTrial,
  { reductions, statesMax, stopWhenFound, doubt }: Asked,
  { limits, signal, onProgress }: Running,
): Promise<ExhaustiveResult<Action>> {
  const specification = { system: 'cluster', setup: trial.world.setup, reductions } as const;
  return exhaustiveParallel(reduced(trial, reductions), specification, {
    statesMax,
    stopWhenFound,
    doubt,
    workers: limits.workers,
    memory: limits.memory,
    plain: limits.plain,
    environments: limits.environments,
    signal,
    onProgress: ({ distinct, frontier, depth }) =>
      onProgress?.({ phase: 'states', done: distinct, queue: frontier, depth }),
  });
}

async function walkAtRandom(trial: ClusterTrial, stage: WalkStage, running: Running): Promise<StageResult> {
  const { signal, onProgress, results } = running;
  const { seed, runs, firstRun, stopWhenFound } = stage;
  const walked = await walkWithPauses(trial, {
    seed,
    runs,
    firstRun,
    stopWhenFound,
    signal,
    onProgress: (done) => onProgress?.({ phase: 'runs', done, total: runs }),
  });
  const unfinished = stage.when === 'uncounted' ? undefined : results.findLast(isOfScope)?.stopped;
  return walkStageResult(walked, seed, unfinished);
}

async function tryCommands(
  trial: ClusterTrial,
  { seed, runs, firstRun, replay }: CommandsStage,
  { signal }: Running,
): Promise<StageResult> {
  const options = { seed, runs, firstRun, replay, signal };
  return commandsStageResult(await runWithPauses(exploringByCommands(trial, options)));
}

/** Whether it searched the whole scope, as far as it came. */
const isOfScope = (result: StageResult): boolean => result.method === 'exhaustive' && !isOfPart(result);

/** What a stage of random runs left out, and one with few faults; a search of a scope says it in its evidence. */
function cutShort(stage: Stage, result: StageResult, signal: StopSignal): string[] {
  const { open = [], withoutLag } = result;
  if (open.length > 0) {
    const where = withoutLag ? ', while no follower lags' : '';
    return [`not searched to the end${where}: what happens with ${open.map(faultsText).join(', with ')}`];
  }
  const evidence = result.evidence(0);
  if ((stage.method !== 'walk' && stage.method !== 'commands') || evidence.method === 'exhaustive') return [];
  if (evidence.runs >= stage.runs || !signal.aborted) return [];
  return [`${nameOf(stage)} ended after ${printed(evidence.runs)} of ${printed(stage.runs)}: ${signal.why}`];
}

function nameOf(stage: Stage): string {
  if (stage.when === 'uncounted') return 'random runs that count how often things happen';
  const names = {
    exhaustive: 'a further search of the scope',
    'few-faults': 'searches with few faults',
    'few-lags': 'searches with few lags',
    walk: 'random runs',
    commands: 'runs of random commands',
  };
  return names[stage.method];
}

/**
 * A search of the scope gives way to a later one, and one that came to no end to one that did, for what it found has been found
 * again; what has not is kept as long as none came to its end, and with it the search that found it.
 */
function withoutSuperseded(results: readonly StageResult[]): StageResult[] {
  const last = results.findLast((result) => isOfScope(result) && result.complete) ?? results.findLast(isOfScope);
  if (last === undefined) return [...results];
  const known = new Set(last.found.map(keyOf));
  const isKept = (result: StageResult): boolean =>
    !isOfScope(result) || result === last || (!last.complete && result.found.some((found) => !known.has(keyOf(found))));
  return results.filter(isKept);
}

const keyOf = ({ property, cause }: { readonly property: string; readonly cause: string }): string =>
  `${property}\n${cause}`;
