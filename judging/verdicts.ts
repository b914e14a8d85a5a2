import { mergeCoverage } from '../explorers/coverage.ts';
import type { Setup } from '../model/setup.ts';
import { guaranteeOf, propertiesOf } from '../properties/guarantee.ts';
import { GUARANTEES } from '../properties/guarantees.ts';
import type { ClusterTrial } from '../properties/trial.ts';
import type { GuaranteeVerdict, Semantics, Verdict, VerdictDocument } from '../reports/verdict.ts';
import { counterexampleOf } from './counterexample.ts';
import type { Found, Searched } from './search.ts';

/** What became of one property of a guarantee. */
export function verdictOf(property: string, searches: readonly Searched[]): Verdict {
  if (searches.some(({ found }) => found.some((violation) => violation.property === property))) return 'violated';
  if (!searches.some(({ exercised }) => exercised[property] > 0)) return 'vacuous';
  return searches.some(({ complete }) => complete) ? 'holds' : 'not-violated';
}

/** The verdicts on every guarantee that has a subject in the trial's world. */
export function guaranteeVerdicts(
  setup: Setup,
  trial: ClusterTrial,
  searches: readonly Searched[],
): readonly GuaranteeVerdict[] {
  return GUARANTEES.flatMap((guarantee) => {
    const properties = propertiesOf(guarantee, trial.world).map(({ id }) => id);
    if (properties.length === 0) return [];
    const verdict = worst(properties.map((id) => verdictOf(id, searches)));
    const found = shortestPerCause(properties, searches);
    const decisive = searches.find((searched) => searched.found.includes(found[0])) ?? searches[searches.length - 1];
    const exercised = properties.reduce((sum, id) => sum + (decisive.exercised[id] ?? 0), 0);
    const causes = found.map((violation) => counterexampleOf(setup, violation)).sort((a, b) => a.steps - b.steps);
    return [
      {
        id: guarantee.id,
        verdict,
        claim: guarantee.claim,
        evidence: decisive.evidence(exercised),
        ...(causes.length === 0 ? {} : { counterexample: causes[0], causes }),
      },
    ];
  });
}

const BY_WEIGHT: readonly Verdict[] = ['violated', 'not-violated', 'holds', 'vacuous'];

/** The verdict on a guarantee with several properties: the one that says least in its favour. */
const worst = (verdicts: readonly Verdict[]): Verdict =>
  BY_WEIGHT.find((verdict) => verdicts.includes(verdict)) ?? 'vacuous';

/** For each cause the shortest schedule over all searches. */
function shortestPerCause(properties: readonly string[], searches: readonly Searched[]): Found[] {
  const shortest = new Map<string, Found>();
  for (const violation of searches.flatMap(({ found }) => found)) {
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
export function judged(
  setup: Setup,
  trial: ClusterTrial,
  searches: readonly Searched[],
): Pick<VerdictDocument, 'semantics' | 'semanticsByEffect' | 'proved' | 'guarantees' | 'coverage'> {
  const guarantees = guaranteeVerdicts(setup, trial, searches);
  const verdicts = new Map(guarantees.map(({ id, verdict }) => [id, verdict]));
  const { transactional } = trial.world;
  return {
    semantics: semanticsOf(verdicts, transactional),
    ...semanticsByEffect(trial, verdicts, searches),
    proved: ['no-loss', 'no-duplicates', ...(transactional ? TRANSACTIONAL : [])].every((id) =>
      isDecided(verdicts.get(id), searches),
    ),
    guarantees,
    coverage: mergeCoverage(searches.map(({ coverage }) => coverage)),
  };
}

/** By a counterexample, or by a search of the whole scope, in which a guarantee may well have had no subject. */
const isDecided = (verdict: Verdict | undefined, searches: readonly Searched[]): boolean =>
  verdict === 'violated' || verdict === undefined || searches.some(({ complete }) => complete);

/** A transform with an effect outside Kafka is judged apart for what is inside and what is outside. */
function semanticsByEffect(
  { world, properties }: ClusterTrial,
  verdicts: ReadonlyMap<string, Verdict>,
  searches: readonly Searched[],
): Pick<VerdictDocument, 'semanticsByEffect'> {
  if (!world.transform || !world.externalEffect) return {};
  const seen = (inside: boolean): ReadonlyMap<string, Verdict> => {
    const both = new Map(verdicts);
    for (const id of ['no-loss', 'no-duplicates']) {
      const [outside, within] = properties.filter((property) => guaranteeOf(property.id) === id);
      both.set(id, verdictOf((inside ? within : outside).id, searches));
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
