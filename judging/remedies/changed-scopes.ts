import type { Setup } from '../../model/setup.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import { applicable, reduced, type Reductions } from '../../reductions/reduced.ts';
import type { Verdict } from '../../reports/documents/verdict.ts';
import type { SearchLimits } from '../searches/limits.ts';
import { workOfState } from '../searches/plans.ts';
import { remedyPlan, remedyStatesMin } from '../searches/remedy-plans.ts';
import { runPlan } from '../searches/run-plan.ts';
import { searchedWorld } from '../searches/searched-world.ts';
import type { StageResult } from '../searches/stage-result.ts';
import { verdictOf } from '../verdicts/verdicts.ts';

export interface RemedySearchOptions extends SearchLimits {
  /** What a complete search may leave out. */
  readonly reductions: Reductions;
}

/** What a search of a changed setup says of one guarantee. */
export interface ChangedVerdict {
  readonly verdict: Verdict;
  /** For which the guarantee is violated; all that there are, where `complete`. */
  readonly causes: readonly string[];
  readonly complete: boolean;
  /** Random runs, where the scope is not searched whole. */
  readonly runs: number;
  /** Distinct states that were searched for it, or states that are as much work: those of an environment that was known before are not. */
  readonly states: number;
}

interface Bounds {
  /** Distinct states, or what is as much work, besides those of an environment that is known; a search is never smaller than `remedyStatesMin`. */
  readonly statesMax: number;
  /** Whether the first violation of the guarantee is enough. */
  readonly untilFound: boolean;
}

interface Searched {
  readonly properties: ClusterTrial['properties'];
  readonly results: readonly StageResult[];
  /** Distinct states that were known before it. */
  readonly statesKnown: number;
  /** How many others are as much work as one of its states. */
  readonly work: number;
  /** The bound that it went as far as, and not only to the first violation of what it was made for; infinite where it is complete, -1 where neither is so. */
  readonly wholeTo: number;
}

/** The searches of the setups that changes make: the setup's own scope, with every guarantee looked at. */
export class ChangedScopes {
  private readonly options: RemedySearchOptions;
  /** By the setup as text. */
  private readonly searched = new Map<string, Searched[]>();

  constructor(options: RemedySearchOptions) {
    this.options = options;
  }

  /** What is found of a guarantee in a changed setup; null when time was up before that was known. */
  async search(setup: Setup, guarantee: string, bounds: Bounds): Promise<ChangedVerdict | null> {
    const key = JSON.stringify(setup);
    const before = this.searched.get(key) ?? [];
    const decides = (search: Searched): boolean =>
      search.wholeTo >= bounds.statesMax || (bounds.untilFound && verdictIn(search, guarantee).causes.length > 0);
    const known = before.find(decides);
    if (known !== undefined) return verdictIn(known, guarantee);
    const search = await this.run(setup, guarantee, bounds);
    if (!decides(search)) return null;
    this.searched.set(key, [...before, search]);
    return verdictIn(search, guarantee);
  }

  /** Whether the setup's environment was searched before, so that little is left to search. */
  isKnown(setup: Setup): boolean {
    return this.statesKnown(clusterTrial(setup)) > 0;
  }

  private statesKnown(trial: ClusterTrial): number {
    const { environments, reductions } = this.options;
    return environments?.statesOf(reduced(trial, applicable(trial.world, reductions))) ?? 0;
  }

  private async run(setup: Setup, guarantee: string, { statesMax, untilFound }: Bounds): Promise<Searched> {
    const { reductions, time } = this.options;
    const trial = clusterTrial(setup);
    const statesKnown = this.statesKnown(trial);
    const awaited = untilFound ? idsOf(trial, guarantee) : [];
    const world = searchedWorld(trial.world, reductions);
    const work = workOfState(world);
    const plan = remedyPlan({
      reductions: world.reductions,
      statesMax: statesKnown + Math.ceil(Math.max(remedyStatesMin, statesMax) / work),
      awaited,
    });
    const { results, undone } = await runPlan(trial, plan, this.options);
    const isFound = results.some(({ found }) => found.some(({ property }) => awaited.includes(property)));
    const isComplete = results.some(({ complete }) => complete);
    const isCut = time.until(1).aborted || undone.length > 0;
    const wholeTo = isComplete ? Infinity : isFound || isCut ? -1 : statesMax;
    return { properties: trial.properties, results, statesKnown, work, wholeTo };
  }
}

const idsOf = ({ properties }: Pick<ClusterTrial, 'properties'>, guarantee: string): string[] =>
  properties.map(({ id }) => id).filter((id) => guaranteeOf(id) === guarantee);

function verdictIn(search: Searched, guarantee: string): ChangedVerdict {
  const { results, statesKnown, work } = search;
  const ids = idsOf(search, guarantee);
  const causes = results.flatMap(({ found }) =>
    found.flatMap(({ property, cause }) => (ids.includes(property) ? [cause] : [])),
  );
  const complete = results.some((result) => result.complete);
  const last = results[results.length - 1].evidence(0);
  return {
    // A guarantee that has no subject after the change is not kept by it.
    verdict: ids.length === 0 ? 'vacuous' : verdictOf(ids, results),
    causes: [...new Set(causes)],
    complete,
    runs: complete || last.method === 'exhaustive' ? 0 : last.runs,
    states: (Math.max(...results.map(({ states }) => states)) - statesKnown) * work,
  };
}
