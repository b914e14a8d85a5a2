import { EnvironmentMemory } from '../../explorers/compositional/environment-memory.ts';
import type { Setup } from '../../model/setup.ts';
import { guaranteeOf, propertiesOf } from '../../properties/guarantee.ts';
import { GUARANTEES } from '../../properties/guarantees.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import type {
  Counterexample,
  Evidence,
  FewFaultsEvidence,
  GuaranteeVerdict,
  Verdict,
  VerdictDocument,
} from '../../reports/documents/verdict.ts';
import { actionsSeen, allowedFaults } from './allowed-faults.ts';
import { counterexampleOf, type IssuesOf, type ToldCounterexample } from '../counterexamples/counterexample.ts';
import { knownIssues } from '../counterexamples/known-issues.ts';
import { faultsIn, largest } from '../searches/fault-choices.ts';
import { budgetShares } from '../searches/plans.ts';
import type { PlanResult } from '../searches/run-plan.ts';
import { isProved, semanticsOf, type Verdicts } from './semantics.ts';
import type { Found, StageResult } from '../searches/stage-result.ts';
import type { TimeLimit } from '../searches/time-limit.ts';

/** What became of a guarantee with these properties: one that is put to the test in part only is not put to the test. */
export function verdictOf(properties: readonly string[], results: readonly StageResult[]): Verdict {
  if (results.some(({ found }) => found.some((violation) => properties.includes(violation.property))))
    return 'violated';
  const testing = results.filter((result) => timesTested(properties, result) > 0);
  if (testing.length === 0) return 'vacuous';
  return testing.some(({ complete }) => complete) ? 'holds' : 'not-violated';
}

/** In how many states each of the properties was put to the test: of the one that was least. */
const timesTested = (properties: readonly string[], { exercised }: Pick<StageResult, 'exercised'>): number =>
  Math.min(...properties.map((id) => exercised[id] ?? 0));

/** The result that a verdict rests on: of what it found, or else of what was searched whole, or of what was done last. */
function decisiveOf(properties: readonly string[], results: readonly StageResult[], found?: Found): StageResult {
  const finder = results.find((result) => found !== undefined && result.found.includes(found));
  const testing = results.filter((result) => timesTested(properties, result) > 0);
  return finder ?? testing.findLast(({ complete }) => complete) ?? testing.at(-1) ?? results[results.length - 1];
}

type Telling = (violation: Found) => Promise<ToldCounterexample>;

/** The verdicts on every guarantee that has a subject in the trial's world, and which counterexamples were hurried. */
async function guaranteeVerdicts(
  trial: ClusterTrial,
  results: readonly StageResult[],
  tell: Telling,
): Promise<{ readonly guarantees: readonly GuaranteeVerdict[]; readonly hurried: readonly string[] }> {
  const guarantees: GuaranteeVerdict[] = [];
  const hurried: string[] = [];
  for (const guarantee of GUARANTEES) {
    const properties = propertiesOf(guarantee, trial.world).map(({ id }) => id);
    if (properties.length === 0) continue;
    const found = shortestPerCause(properties, results);
    const decisive = decisiveOf(properties, results, found.at(0));
    const tested = found.length === 0 ? timesTested(properties, decisive) : decisive.exercised[found[0].property];
    const causes: Counterexample[] = [];
    for (const violation of found) {
      const { counterexample, isHurried } = await tell(violation);
      causes.push(counterexample);
      if (isHurried && !hurried.includes(guarantee.id)) hurried.push(guarantee.id);
    }
    causes.sort((a, b) => a.steps - b.steps);
    guarantees.push({
      id: guarantee.id,
      verdict: verdictOf(properties, results),
      claim: guarantee.claim,
      evidence: {
        ...decisive.evidence(tested),
        ...(found.length === 0 ? ofParts(properties, results) : {}),
      },
      ...(causes.length === 0 ? {} : { counterexample: causes[0], causes }),
    });
  }
  return { guarantees, hurried };
}

/** In which parts of a scope that was not searched whole a guarantee was put to the test. */
function ofParts(
  properties: readonly string[],
  results: readonly StageResult[],
): Pick<Evidence, 'faultsAtMost' | 'faultsSearched' | 'lagsAtMost' | 'withoutLag'> {
  const ofFewFaults = results.filter(({ choices }) => choices !== undefined);
  const lagging = ofFewFaults.find((result) => !result.withoutLag);
  const lagless = ofFewFaults.find((result) => result.withoutLag);
  const fewLags = withFewLags(properties, results);
  const withoutLag = withFewFaults(properties, lagless);
  // What is known of all faults is known of few.
  const isNews = fewLags.lagsAtMost === undefined && Object.keys(withoutLag).length > 0;
  return { ...withFewFaults(properties, lagging), ...fewLags, ...(isNews ? { withoutLag } : {}) };
}

/** With which faults a guarantee was put to the test in all that can happen. */
function withFewFaults(
  properties: readonly string[],
  { faultsAtMost, choices = [] }: Pick<StageResult, 'faultsAtMost' | 'choices'> = {},
): FewFaultsEvidence {
  const most = faultsAtMost ?? -1;
  const tested = choices.filter((choice) => timesTested(properties, choice) > 0).map(({ faults }) => faults);
  const more = largest(tested.filter((choice) => faultsIn(choice) > most));
  return {
    ...(tested.some((choice) => faultsIn(choice) <= most) ? { faultsAtMost: most } : {}),
    ...(more.length === 0 ? {} : { faultsSearched: more }),
  };
}

/** The same of lags. */
function withFewLags(properties: readonly string[], results: readonly StageResult[]): Pick<Evidence, 'lagsAtMost'> {
  const { lagsAtMost = null } =
    results.find((result) => result.lagsAtMost !== undefined && timesTested(properties, result) > 0) ?? {};
  return lagsAtMost === null ? {} : { lagsAtMost };
}

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

/** The parts of a verdict document that follow from the searches of a trial. */
export interface Judged
  extends Pick<
    VerdictDocument,
    'semantics' | 'semanticsByEffect' | 'proved' | 'ordered' | 'faults' | 'guarantees' | 'coverage'
  > {
  /** What was not done that was asked for, and why. */
  readonly undone: readonly string[];
}

/**
 * Judges a trial by what its plan found, and tells the counterexamples.
 *
 * @param tell how a violation is told; as small as can be within the time, when left out.
 */
export async function judged(
  setup: Setup,
  trial: ClusterTrial,
  { results, coverage, undone }: PlanResult,
  time: TimeLimit,
  tell = tellingOf(setup, time),
): Promise<Judged> {
  const { guarantees, hurried } = await guaranteeVerdicts(trial, results, tell);
  const verdicts: Verdicts = {
    of: new Map(guarantees.map(({ id, verdict }) => [id, verdict])),
    transactional: trial.world.transactional,
  };
  const byEffect = verdictsByEffect(trial, verdicts, results);
  const ordered = verdicts.of.get('partition-order');
  const why = time.until(budgetShares.telling).why ?? '';
  return {
    semantics: semanticsOf(verdicts),
    ...(byEffect === null
      ? {}
      : { semanticsByEffect: { kafka: semanticsOf(byEffect.kafka), external: semanticsOf(byEffect.external) } }),
    proved: [verdicts, ...(byEffect === null ? [] : [byEffect.kafka, byEffect.external])].every((each) =>
      isProved(semanticsOf(each), each),
    ),
    ...(ordered === undefined ? {} : { ordered }),
    faults: allowedFaults(setup, actionsSeen(coverage, guarantees)),
    guarantees,
    coverage,
    undone: hurried.length === 0 ? undone : [...undone, `not shown as short as can be: ${hurried.join(', ')}; ${why}`],
  };
}

/** How the violations of a setup are told. */
export const tellingOf =
  (setup: Setup, time: TimeLimit, issuesOf = issuesAtOnce(time)): Telling =>
  (violation) =>
    counterexampleOf(setup, violation, time, issuesOf);

function issuesAtOnce(time: TimeLimit): IssuesOf {
  const environments = new EnvironmentMemory();
  return (question) => knownIssues(question, { time, environments });
}

/** A transform with an effect outside Kafka is judged apart for what is inside and what is outside. */
function verdictsByEffect(
  { world, properties }: ClusterTrial,
  verdicts: Verdicts,
  results: readonly StageResult[],
): { readonly kafka: Verdicts; readonly external: Verdicts } | null {
  if (!world.transform || !world.externalEffect) return null;
  const seen = (inside: boolean): ReadonlyMap<string, Verdict> => {
    const both = new Map(verdicts.of);
    for (const id of ['no-loss', 'no-duplicates']) {
      const [outside, within] = properties.filter((property) => guaranteeOf(property.id) === id);
      both.set(id, verdictOf([(inside ? within : outside).id], results));
    }
    return both;
  };
  return {
    kafka: { of: seen(true), transactional: world.transactional },
    // Transactions do not reach outside: there only loss and duplicates count.
    external: { of: seen(false), transactional: false },
  };
}
