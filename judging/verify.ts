import { hasThreads } from '../explorers/parallel/threads.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { GuaranteeVerdict, VerdictDocument } from '../reports/documents/verdict.ts';
import { type SetupDraft, setupInput } from '../setups/input.ts';
import { type Resolution, resolveSetup } from '../setups/resolve/resolve.ts';
import { type Host, processHost } from './host.ts';
import { IssuesBeside } from './counterexamples/issues-beside.ts';
import { type CostOptions, limitsOf, reductionsOf, type SearchLimits } from './searches/limits.ts';
import type { Method } from './method.ts';
import { budgetShares, plainStatesMax, runsDefault, verifyPlan } from './searches/plans.ts';
import type { ProgressReport } from './progress-report.ts';
import { type Remedies, remediesFor, type RemedyOptions } from './remedies/remedies.ts';
import { type PlanResult, runPlan } from './searches/run-plan.ts';
import { searchedWorld } from './searches/searched-world.ts';
import { withScenes } from './scenes/with-scenes.ts';
import { documentOf } from './verdicts/verdict-document.ts';
import { SEED_DEFAULT } from './seed-default.ts';
import { restlessNotes } from './verdicts/restless-note.ts';
import { judged, tellingOf } from './verdicts/verdicts.ts';

export interface VerifyOptions extends CostOptions {
  /** What the setup is called in the verdict; `setup` when left out. */
  readonly name?: string;
  /** `auto` when left out. */
  readonly method?: Method;
  readonly seed?: string;
  /** Random runs. */
  readonly runs?: number;
  /** How large a world to search: `tiny`, `small` or `medium`; it outranks the numbers of the setup. */
  readonly scope?: string;
  /** Whether what closes each hole is searched for as well; it is unless told. */
  readonly remedies?: boolean;
  readonly onProgress?: (progress: ProgressReport) => void;
}

/**
 * The verdicts on a setup, for every guarantee: the document that `kafka-trial verify --json` prints.
 *
 * @param setup a setup as its file would spell it, with anything left out; or one that `readSetup` has read.
 * @throws {SetupError} with everything that is wrong with the setup.
 * @throws {WorkerLostError} when a thread ends before its search does.
 */
export const verify = async (setup: SetupDraft | Resolution, options: VerifyOptions = {}): Promise<VerdictDocument> =>
  verifyOn(processHost, setup, options);

/** `verify` on a host of the caller's. */
export async function verifyOn(
  host: Host,
  given: SetupDraft | Resolution,
  options: VerifyOptions,
): Promise<VerdictDocument> {
  const { name = 'setup', method = 'auto', seed = SEED_DEFAULT, scope, onProgress } = options;
  const resolution = isResolution(given) ? given : resolveSetup({ ...setupInput(given, name), scopeName: scope });
  const limits = limitsOf(options, host);
  const { time } = limits;
  const trial = clusterTrial(resolution.setup);
  const reductions = reductionsOf(options);
  const plan = verifyPlan({
    method,
    seed,
    runs: options.runs ?? runsDefault[method],
    world: searchedWorld(trial.world, reductions),
    isTimed: time.isTimed,
  });
  const found = await runPlan(trial, plan, limits, onProgress);
  const issues = isWorthAThread(found, limits) ? new IssuesBeside(limits) : undefined;
  try {
    const notes = restlessNotes(trial, found.results, time.until(budgetShares.telling));
    const tell = issues && tellingOf(resolution.setup, time, (question) => issues.ask(question));
    const verdicts = await judged(resolution.setup, trial, found, time, tell);
    const document = documentOf(resolution, { name, seed }, { ...verdicts, undone: [...notes, ...verdicts.undone] });
    const remedies = options.remedies !== false;
    return await completed(resolution, document, { ...limits, reductions, remedies, issues, onProgress });
  } finally {
    await issues?.end();
  }
}

/** Whether what holes are known as takes longer to find out than a thread takes to come up. */
const isWorthAThread = ({ results }: PlanResult, { workers }: SearchLimits): boolean =>
  hasThreads && workers > 1 && results.some(({ method, states }) => method === 'exhaustive' && states > plainStatesMax);

const isResolution = (given: SetupDraft | Resolution): given is Resolution => 'setup' in given;

interface Completing extends RemedyOptions {
  /** Whether they are searched for; they are, when left out. */
  readonly remedies?: boolean;
}

/** The document with the one change that closes each hole, where there is one and time to find it, and with its pictures. */
export async function completed(
  resolution: Resolution,
  document: VerdictDocument,
  options: Completing,
): Promise<VerdictDocument> {
  const { guarantees } = document;
  const { remedies, cut } =
    options.remedies === false ? NO_REMEDIES : await remediesFor(resolution, guarantees, options);
  const known = (await options.issues?.toldIn(guarantees)) ?? guarantees;
  const remedied = known.map((verdict): GuaranteeVerdict => {
    const remedy = remedies.get(verdict.id);
    return remedy === undefined ? verdict : { ...verdict, remedy };
  });
  const told = withScenes(resolution.setup, { ...document, guarantees: remedied });
  if (cut.length === 0) return told;
  const note = `remedies not tried to the end: ${cut.join(', ')}; ${options.time.until(1).why}`;
  return { ...told, notes: [...document.notes, note] };
}

const NO_REMEDIES: Remedies = { remedies: new Map(), cut: [] };
