import { yieldToEventLoop } from '../../explorers/coroutine.ts';
import type { Action } from '../../model/action.ts';
import type { Schedule } from '../../model/machine.ts';
import type { Setup } from '../../model/setup.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { Counterexample, GuaranteeVerdict, Remedy } from '../../reports/documents/verdict.ts';
import { type Resolution, setupOf } from '../../setups/resolve/resolve.ts';
import { type ChangedVerdict, ChangedScopes, type RemedySearchOptions } from './changed-scopes.ts';
import type { IssuesBeside } from '../counterexamples/issues-beside.ts';
import { type Candidate, candidatesFor, inWorldOf, lastCandidatesFor, withScopeOf } from './remedy-candidates.ts';
import { type Hole, isGone, reachOf } from '../counterexamples/hole.ts';
import { lacksOf } from '../verdicts/known-faults.ts';
import {
  remedyCausesTried,
  remedyFirstStatesMax,
  remedyGlancePlan,
  remedySmallPlan,
  remedyStatesMax,
  remedyUnverifiedTried,
} from '../searches/remedy-plans.ts';
import type { ProgressReport } from '../progress-report.ts';

export interface RemedyOptions extends RemedySearchOptions {
  /** Who says what a hole is known as that no release has mended; the counterexample says all, when left out. */
  readonly issues?: Pick<IssuesBeside, 'knownOf' | 'toldIn'>;
  readonly onProgress?: (progress: ProgressReport) => void;
}

/** The answer to a search that was stopped before it had one. */
const CUT = 'cut';

export interface Remedies {
  /** By guarantee; none where no change of the checklist is one. */
  readonly remedies: ReadonlyMap<string, Remedy>;
  /** The guarantees for which time was up before that was known. */
  readonly cut: readonly string[];
}

/**
 * What closes each hole: the first change after which the setup's own scope, searched as the setup itself was, shows no
 * violation of the guarantee for any cause; where there is none, the first that closes this cause at least. One that random runs
 * alone speak for stands back behind a later one that a complete search does: a scope that is large is left for later. What is
 * looked at of a setup that a change makes is kept, so that one search answers for all guarantees that it decided.
 */
export async function remediesFor(
  resolution: Resolution,
  guarantees: readonly GuaranteeVerdict[],
  options: RemedyOptions,
): Promise<Remedies> {
  const remedies = new Map<string, Remedy>();
  const cut: string[] = [];
  const scopes = new ChangedScopes(options);
  for (const { id, causes } of guarantees) {
    if (causes === undefined) continue;
    options.onProgress?.({ phase: `a remedy for ${id}`, done: 0 });
    const remedy = await remedyFor(resolution, { id, causes }, scopes, options);
    if (remedy === CUT) cut.push(id);
    else if (remedy !== undefined) remedies.set(id, remedy);
    await yieldToEventLoop();
  }
  return { remedies, cut };
}

/** A guarantee that is violated: its counterexample is the first of the causes. */
type Violated = Required<Pick<GuaranteeVerdict, 'id' | 'causes'>>;

/** What closes the hole of one guarantee, by what `scopes` say of the changed setups. */
export async function remedyFor(
  resolution: Resolution,
  violated: Violated,
  scopes: Pick<ChangedScopes, 'search' | 'isKnown'>,
  limits: RemedyOptions,
): Promise<Remedy | undefined | typeof CUT> {
  const { id: guarantee, causes: told } = violated;
  const [{ cause }] = told;
  const [first, ...others] = told.map((counterexample) => toldHole(resolution, guarantee, counterexample));
  const isOpenWith = async (candidate: Candidate, plan: typeof remedySmallPlan): Promise<boolean> =>
    first.isSmaller
      ? (await reachOf(first.worldWith(candidate), first.hole, plan, limits)) === 'open'
      : isStillGone(first, candidate);
  const partial = [];
  const unverified: { readonly candidate: Candidate; readonly remedy: Remedy }[] = [];
  let statesMax = remedyStatesMax;
  for await (const candidate of inTurn(resolution, violated, limits)) {
    if (unverified.length >= remedyUnverifiedTried && !scopes.isKnown(candidate.setup)) continue;
    // In the counterexample's small world a hole that is rare in the setup's own shows soon if it is still open.
    if (await isOpenWith(candidate, remedyGlancePlan)) continue;
    if (limits.time.until(1).aborted) return unverified[0]?.remedy ?? CUT;
    if (others.some((other) => isStillGone(other, candidate))) {
      partial.push(candidate);
      continue;
    }
    const bounds = { statesMax: Math.min(statesMax, remedyFirstStatesMax), untilFound: true };
    const found = await scopes.search(candidate.setup, guarantee, bounds);
    if (found === null) return unverified[0]?.remedy ?? CUT;
    const { verdict, causes, states } = found;
    if (verdict === 'holds') return closing(candidate, found, resolution);
    if (verdict === 'not-violated') {
      // What is looked at behind it is not to suffer for how large its scope was.
      if (await isOpenWith(candidate, remedySmallPlan)) continue;
      unverified.push({ candidate, remedy: closing(candidate, found, resolution) });
      continue;
    }
    statesMax = Math.max(0, statesMax - states);
    if (verdict === 'violated' && !causes.includes(cause)) partial.push(candidate);
  }
  for (const { candidate, remedy } of unverified) {
    const found = await scopes.search(candidate.setup, guarantee, { statesMax, untilFound: true });
    if (found === null) return remedy;
    const { verdict, causes } = found;
    if (verdict !== 'violated') return closing(candidate, found, resolution);
    if (!causes.includes(cause)) partial.push(candidate);
  }
  for (const candidate of partial.slice(0, remedyCausesTried)) {
    const { setup, text: change, edit } = candidate;
    const found = await scopes.search(setup, guarantee, { statesMax, untilFound: false });
    if (found === null) return CUT;
    const { verdict, causes, complete, runs } = found;
    if (verdict !== 'violated' || causes.includes(cause)) continue;
    return {
      change,
      edit,
      setup: { ...setup },
      verified: verdict,
      closes: 'cause',
      remains: causes,
      ...(complete ? {} : { runs }),
    };
  }
  return undefined;
}

/** A hole, and the world of its counterexample as a change makes it. */
interface ToldHole {
  readonly hole: Hole;
  readonly worldWith: (candidate: Candidate) => Setup;
  /** Whether that world is smaller than the setup's own scope. */
  readonly isSmaller: boolean;
}

function toldHole(resolution: Resolution, guarantee: string, { cause, schedule, setup }: Counterexample): ToldHole {
  const world = setup === undefined ? null : setupOf(setup, 'counterexample');
  return {
    hole: { guarantee, cause, schedule: schedule as Schedule<Action> },
    worldWith: (candidate) =>
      world === null
        ? candidate.setup
        : (inWorldOf(world, candidate, resolution.setup) ?? withScopeOf(world, candidate)),
    isSmaller: world !== null,
  };
}

/** Whether the steps of a hole still come to it after a change: if so it closes no more than others. */
const isStillGone = ({ hole, worldWith }: ToldHole, candidate: Candidate): boolean =>
  isGone(clusterTrial(worldWith(candidate)), hole);

/** The changes one after another, those last that need to know all that the hole is known as. */
async function* inTurn(
  resolution: Resolution,
  { id, causes: [first] }: Violated,
  { issues }: RemedyOptions,
): AsyncGenerator<Candidate> {
  const { known = [] } = first;
  yield* candidatesFor(resolution, known);
  yield* lastCandidatesFor(resolution, (await issues?.knownOf(id, first)) ?? known);
}

/** A change after which the guarantee was not found violated. */
const closing = (
  { text: change, edit, setup }: Candidate,
  { verdict, runs }: Pick<ChangedVerdict, 'verdict' | 'runs'>,
  { lacks }: Resolution,
): Remedy => ({
  change,
  edit,
  setup: { ...setup },
  verified: verdict,
  closes: 'guarantee',
  ...(verdict === 'holds' ? {} : { runs }),
  ...lacksOf(setup, lacks),
});
