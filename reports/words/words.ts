import { lacksWords } from './lacks.ts';
import type {
  IgnoredKey,
  ClaimsDocument,
  ClaimVerdict,
  Counterexample,
  Evidence,
  FewFaultsEvidence,
  GuaranteeVerdict,
  Remedy,
  Verdict,
  VerdictDocument,
} from '../documents/verdict.ts';

/** `12345` as `12,345`; the same on every machine, whatever its locale. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** As `count`, but from a million on in millions: `1.2M`. */
export function brief(value: number): string {
  return value < 1_000_000 ? count(value) : `${(Math.floor(value / 100_000) / 10).toFixed(1)}M`;
}

/** `1 step`, `2 steps`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** The verdict as a word or two. */
export function verdictWord(verdict: Verdict): string {
  return verdict === 'not-violated' ? 'not violated' : verdict;
}

/** How far a search of the whole scope got that gave way to random runs: the same for every guarantee that it left. */
export function unfinishedOf({ guarantees }: Pick<VerdictDocument, 'guarantees'>): string[] {
  const told = guarantees.map(({ evidence }) => (evidence.method === 'exhaustive' ? undefined : evidence.unfinished));
  return [...new Set(told.filter((text) => text !== undefined))];
}

/** What was searched, and never more than that. Follows the word `in`. */
export function searched(evidence: Evidence): string {
  if (evidence.method !== 'exhaustive') {
    const runs = evidence.method === 'walk' ? 'random run' : 'run of random commands';
    const plural = evidence.method === 'walk' ? 'random runs' : 'runs of random commands';
    const steps = `${brief(evidence.steps)} ${evidence.steps === 1 ? 'step' : 'steps'}`;
    return `${counted(evidence.runs, runs, plural)} (${steps})`;
  }
  if (!evidence.complete) {
    const { stopped = 'scope not finished' } = evidence;
    return `what was searched (${stopped})`;
  }
  // What is equivalent was left out: docs/scopes.md says what, and reductions/ why that is sound.
  const reduced = evidence.symmetry === true || evidence.commuting === true;
  const states = evidence.states === 1 ? 'the only state' : `all ${count(evidence.states)} states`;
  const split = evidence.parts === undefined ? '' : `, in sum over ${counted(evidence.parts, 'part')} by its faults`;
  return `${states} of the scope${split}${reduced ? ' (reduced)' : ''}${doubt(evidence.expectedCollisions)}`;
}

/** A complete search is only as complete as its fingerprints are distinct; said where it is not beyond doubt. */
function doubt(expectedCollisions: number): string {
  return expectedCollisions < 0.001
    ? ''
    : ` (${expectedCollisions.toPrecision(2)} expected to be missed, taken for another by fingerprint)`;
}

/** The evidence of a verdict; reads on from the verdict's word: `holds` · `in all 12,345 states of the scope`. */
export function evidenceWords(of: Pick<GuaranteeVerdict, 'verdict' | 'evidence' | 'counterexample'>): string {
  switch (of.verdict) {
    case 'violated':
      return of.counterexample === undefined
        ? `in ${searched(of.evidence)}`
        : `in ${counted(of.counterexample.steps, 'step')}: ${causeWords(of.counterexample)}`;
    case 'vacuous':
      return `never put to the test in ${searched(of.evidence)}`;
    case 'holds':
    case 'not-violated':
    default:
      return `in ${searched(of.evidence)}${partsWords(of.evidence)}`;
  }
}

/** What is known for sure of runs with few faults or lags, where the whole scope was not searched. */
function partsWords(evidence: Evidence): string {
  const { lagsAtMost, withoutLag } = evidence;
  const all = [
    ...fewFaultsWords(evidence),
    ...(lagsAtMost === undefined ? [] : [`while ${lagsWords(lagsAtMost)}`]),
    ...(withoutLag === undefined ? [] : [`${fewFaultsWords(withoutLag).join(' or ')} while ${lagsWords(0)}`]),
  ];
  return all.length === 0 ? '' : `, nor in anything that happens ${all.join(', or ')}`;
}

/** Choices of faults whose names evidence has room for. */
const choicesNamedMax = 3;

function fewFaultsWords({ faultsAtMost, faultsSearched = [] }: FewFaultsEvidence): string[] {
  const few = faultsAtMost === 0 ? 'without a fault' : `with at most ${counted(faultsAtMost ?? 0, 'fault')}`;
  const choices =
    faultsSearched.length > choicesNamedMax
      ? [`with one of ${count(faultsSearched.length)} choices of faults`]
      : faultsSearched.map((faults) => `with ${choiceWords(faults)}`);
  return [...(faultsAtMost === undefined ? [] : [few]), ...choices];
}

/** How often followers lag: `no follower lags`, `followers lag at most twice`. */
export const lagsWords = (most: number): string =>
  most === 0 ? 'no follower lags' : `followers lag at most ${['once', 'twice'][most - 1] ?? `${count(most)} times`}`;

/** Faults that may happen together: `broker.crash + 2 rebalance`. */
export const choiceWords = (faults: Readonly<Record<string, number>>): string =>
  Object.entries(faults)
    .map(([kind, times]) => (times === 1 ? kind : `${times} ${kind}`))
    .join(' + ');

/** The cause of a violation, and the published issues that its story tells. */
export const causeWords = ({ cause, known = [] }: Pick<Counterexample, 'cause' | 'known'>): string =>
  known.length === 0 ? cause : `${cause} (known as ${known.join('; ')})`;

/** The change that closes the hole, and what is known of it: it is verified only where the guarantee holds with it. */
export const remedyWords = (remedy: Remedy): string => `${remedy.change} (${remedyProof(remedy)})`;

function remedyProof({ verified, closes = 'cause', remains = [], runs, lacks }: Remedy): string {
  const within = runs === undefined ? '' : ` in ${counted(runs, 'random run')}`;
  if (closes === 'guarantee') {
    if (verified === 'holds') return `verified: with it the guarantee holds${lacksWords(lacks)}`;
    if (verified === 'not-violated') return `with it no violation was found${within}`;
  }
  const left = remains.length === 0 ? '' : `; the guarantee is still violated: ${remains.join('; ')}`;
  return runs === undefined ? `closes this cause${left}` : `this cause was not found with it${within}${left}`;
}

/** How the claims came out: the numbers behind the summary and the exit code. */
export interface ClaimsTally {
  readonly claims: number;
  readonly confirmed: number;
  readonly refuted: number;
  readonly unexpected: number;
}

/** Counts the claims by verdict. */
export function tally(document: ClaimsDocument): ClaimsTally {
  const confirmed = document.claims.filter((claim) => claim.verdict === 'confirmed').length;
  const unexpected = document.claims.filter((claim) => !claim.asExpected).length;
  return { claims: document.claims.length, confirmed, refuted: document.claims.length - confirmed, unexpected };
}

/** The tally as a sentence. */
export function tallyWords({ claims, confirmed, refuted, unexpected }: ClaimsTally): string {
  const verdicts = `${counted(claims, 'claim')}: ${count(confirmed)} confirmed, ${count(refuted)} refuted`;
  return unexpected === 0 ? `${verdicts}, all as expected` : `${verdicts}, ${count(unexpected)} not as expected`;
}

/** A claim's verdict, and what is not as expected of it. */
export function claimWords(claim: Pick<ClaimVerdict, 'verdict' | 'expected' | 'asExpected'>): string {
  if (claim.asExpected) return claim.verdict;
  return claim.verdict === claim.expected
    ? `${claim.verdict} (premise not verified)`
    : `${claim.verdict} (expected: ${claim.expected})`;
}

/** Counts in alphabetical order, as the rows of a table; `unseen` stands for none. */
export function countRows(counts: Readonly<Record<string, number>>, unseen = 'never'): string[][] {
  return Object.entries(counts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, times]) => [name, times === 0 ? unseen : count(times)]);
}

/** A key without effect: where it stands, and why it has none. */
export function ignoredWords({ key, place, why = 'does not bear on delivery' }: IgnoredKey): string {
  return `${key} (${place}): ${why}`;
}

/** How large the world of a counterexample is, where it is smaller than its document's. */
export function worldWords(setup: Readonly<Record<string, unknown>>): string {
  const sizes = [
    [numberIn(setup.cluster, 'brokers'), 'broker'],
    [numberIn(setup.topic, 'partitions'), 'partition'],
    [numberIn(setup.scope, 'records'), 'record'],
    [numberIn(setup.scope, 'groups'), 'group'],
    [numberIn(setup.scope, 'members'), 'consumer'],
  ] as const;
  const told = sizes.filter(([size]) => size !== undefined).map(([size, noun]) => counted(size ?? 0, noun));
  return `${told.join(', ')}: what is left of the setup's when all that the story does without is taken away`;
}

function numberIn(section: unknown, key: string): number | undefined {
  const value: unknown = typeof section === 'object' && section !== null ? Reflect.get(section, key) : undefined;
  return typeof value === 'number' ? value : undefined;
}
