import { enumerated } from './enumerated.ts';
import { faultsTail, faultsWords } from './fault-words.ts';
import { lacksWords } from './lacks.ts';
import { restsOn, verdictOn } from './semantics.ts';
import { acknowledgedWords, unacknowledgedTail } from './unacknowledged.ts';
import type { FewFaultsEvidence, Semantics, Verdict, VerdictDocument } from '../documents/verdict.ts';
import { choiceWords, count, counted, lagsWords } from './words.ts';

type Told = Pick<
  VerdictDocument,
  'setup' | 'semantics' | 'semanticsByEffect' | 'proved' | 'ordered' | 'faults' | 'lacks' | 'guarantees' | 'coverage'
>;

/**
 * What the setup gives and of which records, in order or not, under which faults, and how far that is known: in one line
 * all that a reader would otherwise take for granted.
 */
export function semanticsLine(document: Told): string {
  const by = document.semanticsByEffect;
  const semantics =
    by !== undefined && by.kafka !== by.external
      ? `${by.kafka} inside Kafka, ${by.external} for the external effect`
      : `${document.semantics}${acknowledgedWords(document)}`;
  const given = [semantics, ...orderWords(document), faultsWords(document)].join(', ');
  const tails = [unacknowledgedTail(document), standstillTail(document), faultsTail(document)];
  return `${given} (${proofWords(document)})${tails.join('')}`;
}

/** No semantics says that anything is done at all: a transaction that hangs holds up every reader, and duplicates nothing. */
const standstillTail = (document: Told): string =>
  document.semantics !== 'none' && verdictOn(document, 'progress') === 'violated'
    ? '; it may come to a standstill (progress is violated)'
    : '';

function orderWords(document: Told): string[] {
  const { ordered, proved } = document;
  const known = ordered ?? verdictOn(document, 'partition-order');
  if (known === undefined) return [];
  const words: Record<Verdict, string> = {
    holds: 'ordered',
    // What is in brackets speaks of the semantics.
    'not-violated': proved ? 'ordered as far as was searched' : 'ordered',
    violated: 'out of order',
    vacuous: 'order not put to the test',
  };
  return [words[known]];
}

function proofWords(document: Told): string {
  const { semantics, proved, lacks } = document;
  if (proved) return semantics === 'none' ? 'shown by counterexamples' : `proved within the scope${lacksWords(lacks)}`;
  const untested = untestedOf(document);
  const reasons = [
    ...(isUnfinished(document, semantics)
      ? [`the scope was not searched to its end${partsWords(document, semantics)}`]
      : []),
    ...(untested.length === 0
      ? []
      : [`${enumerated(untested)} ${untested.length === 1 ? 'was' : 'were'} never put to the test`]),
  ];
  return reasons.length === 0 ? 'not proved' : `not proved: ${reasons.join(', and ')}`;
}

const isUnfinished = (document: Told, semantics: Semantics): boolean =>
  restsOn(semantics, document).some((id) => verdictOn(document, id) === 'not-violated');

/** For which of what is allowed the answer is complete all the same: of the guarantee where it is for least. */
function partsWords(document: Told, semantics: Semantics): string {
  const open = document.guarantees.filter(
    ({ id, verdict }) => verdict === 'not-violated' && restsOn(semantics, document).includes(id),
  );
  const each = open.map(({ evidence }) => evidence);
  const lags = Math.min(...each.map(({ lagsAtMost = -1 }) => lagsAtMost));
  const ofLagless = each.map(({ withoutLag = {} }) => withoutLag);
  const lagless = fewFaultsWords(document, ofLagless);
  const complete = [
    ...fewFaultsWords(document, each),
    ...fewLagsWords(lags),
    ...(lagless.length === 0 ? [] : [`${lagless.join(' and ')} while ${lagsWords(0)}`]),
  ];
  return complete.length === 0 ? '' : `, but is complete ${complete.join(', and ')}`;
}

/** With which faults all is known of each of these. */
function fewFaultsWords(document: Told, each: readonly FewFaultsEvidence[]): string[] {
  const [least, ...others] = each.toSorted((one, other) => mostOf(one) - mostOf(other));
  const more = (least?.faultsSearched ?? []).filter((choice) => others.every((evidence) => covers(evidence, choice)));
  return [...fewestWords(document, mostOf(least)), ...largerWords(more)];
}

const mostOf = (evidence?: FewFaultsEvidence): number => evidence?.faultsAtMost ?? -1;

type Choice = Readonly<Record<string, number>>;

function covers(evidence: FewFaultsEvidence, choice: Choice): boolean {
  if (faultsIn(choice) <= mostOf(evidence)) return true;
  const { faultsSearched = [] } = evidence;
  return faultsSearched.some((other) => Object.entries(choice).every(([kind, times]) => times <= (other[kind] ?? 0)));
}

const faultsIn = (choice: Choice): number => Object.values(choice).reduce((sum, times) => sum + times, 0);

function fewestWords({ faults = [] }: Told, most: number): string[] {
  if (most < 0) return [];
  if (most === 0) return ['without faults'];
  const allowed = faults.reduce((sum, { budget }) => sum + budget, 0);
  return [`for any ${count(most)} of its ${counted(allowed, 'fault')}`];
}

/** Choices beyond that whose names a line has room for. */
const choicesNamedMax = 2;

function largerWords(choices: readonly Choice[]): string[] {
  if (choices.length === 0) return [];
  return choices.length > choicesNamedMax
    ? [`for ${count(choices.length)} larger choices of them`]
    : choices.map((choice) => `for ${choiceWords(choice)}`);
}

const fewLagsWords = (most: number): string[] => (most < 0 ? [] : [`for all of its faults while ${lagsWords(most)}`]);

/** The guarantees that would decide what the setup gives, and were never put to the test. */
function untestedOf(document: Told): readonly string[] {
  const all = restsOn('exactly-once', document);
  const isDenied = all.some((id) => verdictOn(document, id) === 'violated');
  const basic = document.semantics === 'none' ? BASIC : [];
  return (isDenied ? basic : all).filter((id) => verdictOn(document, id) === 'vacuous');
}

/** Where exactly-once is out of the question these decide between the others. */
const BASIC: readonly string[] = ['no-loss', 'no-duplicates'];
