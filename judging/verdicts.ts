import type { Setup } from '../model/setup.ts';
import { guaranteeOf, propertiesOf } from '../properties/guarantee.ts';
import { GUARANTEES } from '../properties/guarantees.ts';
import type { ClusterTrial } from '../properties/trial.ts';
import type { Counterexample, GuaranteeVerdict, Semantics, Verdict, VerdictDocument } from '../reports/verdict.ts';
import { allowedFaults } from './allowed-faults.ts';
import { counterexampleOf } from './counterexample.ts';
import { budgetShares } from './plans.ts';
import type { PlanResult } from './run-plan.ts';
import type { Found, StageResult } from './stage-result.ts';
import type { TimeLimit } from './time-limit.ts';

/** What became of one property of a guarantee. */
export function verdictOf(property: string, results: readonly StageResult[]): Verdict {
  if (results.some(({ found }) => found.some((violation) => violation.property === property))) return 'violated';
  if (!results.some(({ exercised }) => exercised[property] > 0)) return 'vacuous';
  return results.some(({ complete }) => complete) ? 'holds' : 'not-violated';
}

/** The verdicts on every guarantee that has a subject in the trial's world, and which counterexamples were hurried. */
async function guaranteeVerdicts(
  setup: Setup,
  trial: ClusterTrial,
  results: readonly StageResult[],
  time: TimeLimit,
): Promise<{ readonly guarantees: readonly GuaranteeVerdict[]; readonly hurried: readonly string[] }> {
  const guarantees: GuaranteeVerdict[] = [];
  const hurried: string[] = [];
  for (const guarantee of GUARANTEES) {
    const properties = propertiesOf(guarantee, trial.world).map(({ id }) => id);
    if (properties.length === 0) continue;
    const verdict = worst(properties.map((id) => verdictOf(id, results)));
    const found = shortestPerCause(properties, results);
    const decisive = results.find((result) => result.found.includes(found[0])) ?? results[results.length - 1];
    const exercised = properties.reduce((sum, id) => sum + (decisive.exercised[id] ?? 0), 0);
    const causes: Counterexample[] = [];
    for (const violation of found) {
      const { counterexample, isHurried } = await counterexampleOf(setup, violation, time);
      causes.push(counterexample);
      if (isHurried && !hurried.includes(guarantee.id)) hurried.push(guarantee.id);
    }
    causes.sort((a, b) => a.steps - b.steps);
    guarantees.push({
      id: guarantee.id,
      verdict,
      claim: guarantee.claim,
      evidence: decisive.evidence(exercised),
      ...(causes.length === 0 ? {} : { counterexample: causes[0], causes }),
    });
  }
  return { guarantees, hurried };
}

const BY_WEIGHT: readonly Verdict[] = ['violated', 'not-violated', 'holds', 'vacuous'];

/** The verdict on a guarantee with several properties: the one that says least in its favour. */
const worst = (verdicts: readonly Verdict[]): Verdict =>
  BY_WEIGHT.find((verdict) => verdicts.includes(verdict)) ?? 'vacuous';

/** For each cause the shortest schedule over all results. */
function shortestPerCause(properties: readonly string[], results: readonly StageResult[]): Found[] {
  const shortest = new Map<string, Found>();
  for (const violation of results.flatMap(({ found }) => found)) {
    if (!properties.includes(violation.property)) continue;
    const known = shortest.get(violation.cause);
    if (known === undefined || violation.schedule.length < known.schedule.length)
      shortest.set(violation.cause, violation);
  }
  return [...shortest.values()].sort((a, b) => a.schedule.length - b.schedule.length);
}

/** What exactly-once asks for beyond the two guarantees that name it, where transactions are used. */
const TRANSACTIONAL = ['read-committed-visibility', 'atomic-transaction', 'offsets-with-records', 'zombie-fencing'];

/** The semantics that follow from the verdicts on loss and duplicates; others only take exactly-once away. */
export function semanticsOf(verdicts: ReadonlyMap<string, Verdict>, transactional: boolean): Semantics {
  const kept = (id: string): boolean => verdicts.get(id) !== 'violated';
  if (kept('no-loss') && kept('no-duplicates')) {
    return !transactional || TRANSACTIONAL.every(kept) ? 'exactly-once' : 'at-least-once';
  }
  if (kept('no-loss')) return 'at-least-once';
  return kept('no-duplicates') ? 'at-most-once' : 'none';
}

/** The parts of a verdict document that follow from the searches of a trial. */
export interface Judged
  extends Pick<VerdictDocument, 'semantics' | 'semanticsByEffect' | 'proved' | 'faults' | 'guarantees' | 'coverage'> {
  /** What was not done that was asked for, and why. */
  readonly undone: readonly string[];
}

/** Judges a trial by what its plan found, and tells the counterexamples. */
export async function judged(
  setup: Setup,
  trial: ClusterTrial,
  { results, coverage, undone }: PlanResult,
  time: TimeLimit,
): Promise<Judged> {
  const { guarantees, hurried } = await guaranteeVerdicts(setup, trial, results, time);
  const verdicts = new Map(guarantees.map(({ id, verdict }) => [id, verdict]));
  const { transactional } = trial.world;
  const why = time.until(budgetShares.telling).why ?? '';
  return {
    semantics: semanticsOf(verdicts, transactional),
    ...semanticsByEffect(trial, verdicts, results),
    proved: ['no-loss', 'no-duplicates', ...(transactional ? TRANSACTIONAL : [])].every((id) =>
      isDecided(verdicts.get(id), results),
    ),
    faults: allowedFaults(setup, coverage),
    guarantees,
    coverage,
    undone: hurried.length === 0 ? undone : [...undone, `not shown as short as can be: ${hurried.join(', ')}; ${why}`],
  };
}

/** By a counterexample, or by a search of the whole scope, in which a guarantee may well have had no subject. */
const isDecided = (verdict: Verdict | undefined, results: readonly StageResult[]): boolean =>
  verdict === 'violated' || verdict === undefined || results.some(({ complete }) => complete);

/** A transform with an effect outside Kafka is judged apart for what is inside and what is outside. */
function semanticsByEffect(
  { world, properties }: ClusterTrial,
  verdicts: ReadonlyMap<string, Verdict>,
  results: readonly StageResult[],
): Pick<VerdictDocument, 'semanticsByEffect'> {
  if (!world.transform || !world.externalEffect) return {};
  const seen = (inside: boolean): ReadonlyMap<string, Verdict> => {
    const both = new Map(verdicts);
    for (const id of ['no-loss', 'no-duplicates']) {
      const [outside, within] = properties.filter((property) => guaranteeOf(property.id) === id);
      both.set(id, verdictOf((inside ? within : outside).id, results));
    }
    return both;
  };
  return {
    semanticsByEffect: {
      kafka: semanticsOf(seen(true), world.transactional),
      // Transactions do not reach outside: there only loss and duplicates count.
      external: semanticsOf(seen(false), false),
    },
  };
}
