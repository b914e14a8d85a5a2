import { requirementWords } from '../words/requirement.ts';
import type { Semantics } from '../documents/verdict.ts';
import { counted } from '../words/words.ts';
import type { CodeDocument, CodeFinding, LeftOut, MapCell, MapRow, Place, StoryLine } from './code-document.ts';

/** A fault in a word or two, for the head of a column. */
const FAULTS: Readonly<Record<string, string>> = {
  'consumer.crash': 'crash',
  terminate: 'SIGTERM',
  'consumer.stall': 'stall',
  'request.lost': 'request lost',
  'response.lost': 'answer lost',
  'response.late': 'answer late',
  rebalance: 'rebalance',
  'effect.failed': 'call fails',
  'effect.late': 'call late',
  'effect.outage': 'outage',
  'broker.crash': 'broker crash',
};

export const faultWord = (kind: string): string => FAULTS[kind] ?? kind;

export const placeWord = ({ file, line }: Place): string => `${file}:${line}`;

export const rowWord = ({ place }: MapRow): string => (place ? placeWord(place) : '');

/** Whether the rows of a map are lines. Of moments without lines the name is all that there is to tell. */
export const hasLines = (rows: readonly MapRow[]): boolean =>
  rows.some(({ place, causes }) => place !== undefined || Object.keys(causes).length > 0);

/** `loss, duplicate`; `ok` where nothing went wrong; a dash where the fault is not possible. */
export function cellWord(cell: MapCell | undefined): string {
  if (!cell) return '-';
  const kinds = Object.keys(cell.anomalies);
  return kinds.length === 0 ? 'ok' : kinds.join(', ');
}

/** The verdict on a program in one line. */
export function codeHeadline(document: CodeDocument): string {
  if (document.difference) return 'no verdict: a run does not repeat itself';
  const { semantics, guarantees, unrepeated = [], clientOwn, leftOut, isDeclared } = document;
  const { client = 'the client library' } = document;
  const found = guarantees.filter(({ verdict }) => verdict === 'violated').map(({ anomaly }) => anomaly);
  const once = new Set(unrepeated.flatMap(({ anomalies }) => anomalies.filter((kind) => !found.includes(kind))));
  const untested = guarantees.filter(({ verdict }) => verdict === 'vacuous').map(({ id }) => id);
  const own = Object.keys(clientOwn);
  return [
    semantics === 'none' ? 'no semantics' : `${semantics} (${runsWords(document)})`,
    ...(found.length === 0 ? [] : [`found: ${found.join(', ')}`]),
    ...(once.size === 0 ? [] : [`seen in one run and not again: ${[...once].join(', ')}`]),
    ...(untested.length === 0 ? [] : [`never put to the test: ${untested.join(', ')}`]),
    ...(isDeclared ? [] : leftOut.map(leftOutHead)),
    ...(own.length === 0 ? [] : [`${client}, by itself: ${own.join(', ')}`]),
  ].join('; ');
}

/** What a verdict rests on: runs, which prove nothing, and how many of the single faults are among them. */
function runsWords({ search }: CodeDocument): string {
  const all = search.reduce((sum, { runs }) => sum + runs, 0);
  const { runs, of } = singlesIn({ search });
  const faults =
    of === 0 ? 'without faults' : `${runs === of ? 'every single fault' : `${runs} of ${of} single faults`} among them`;
  return `not violated in ${counted(all, 'run')}, ${faults}`;
}

/** How many of the single faults were tried. */
const singlesIn = ({ search }: Pick<CodeDocument, 'search'>): { readonly runs: number; readonly of: number } =>
  search.find(({ part }) => part === 'one fault') ?? { runs: 0, of: 0 };

/** Whether more than one fault may happen in a run: what only that shows is not known where none of these runs was made. */
const affordsTwo = (faults: CodeDocument['scope']['faults']): boolean =>
  faults.reduce((sum, { budget }) => sum + budget, 0) > 1;

/** What was watched, how far the search went, and what a reader would otherwise take for granted: a line each. */
export function boundsWords(document: CodeDocument): string[] {
  const { seed, scope, outcomes, behind, unwatched, leftOut, isDeclared, instead, search, restless, cutOff, required } =
    document;
  const { processes, records, brokers, faults } = scope;
  const size = [counted(processes, 'process', 'processes'), counted(brokers, 'broker')].join(', ');
  const what = outcomes.length === 0 ? 'no outcome' : outcomes.join(', ');
  const parts = search.map(({ part, runs, of, equal = 0, gone = 0 }) => {
    const extent = part === 'walks' ? `${runs}` : runs === of ? `all ${of}` : `${runs} of ${of}`;
    const same = equal > 0 ? ` (${counted(equal, 'other comes', 'others come')} to the same)` : '';
    return `${part}: ${extent}${same}${gone > 0 ? ` (${gone} cannot happen any more)` : ''}`;
  });
  const untried =
    search.every(({ part }) => part !== 'two faults') && affordsTwo(faults) ? ['two faults: none tried'] : [];
  const never = faults.filter(({ occurred }) => occurred === 0).map(({ kind }) => faultWord(kind));
  return [
    `watched: ${what} of ${counted(records, 'record')}; ${size}; seed ${seed}`,
    ...(unwatched.length === 0 ? [] : [`not watched, as no record is in it: ${unwatched.join(', ')}`]),
    ...behind,
    ...leftOut.map((one) => leftOutWords(one, isDeclared)),
    ...Object.entries(instead).map(([other, runs]) => `in its place ${other}, in ${counted(runs, 'run')}`),
    [...parts, ...untried].join('; '),
    ...(never.length === 0 ? [] : [`allowed, but never happened: ${never.join(', ')}`]),
    ...(restless === 0
      ? []
      : [`${counted(restless, 'run')} did not come to rest: what they left undone is not judged`]),
    ...(cutOff
      ? [
          `${counted(cutOff.runs, 'run')} had to be ended, and ${cutOff.runs === 1 ? 'counts' : 'count'} as not tried: ${cutOff.because}`,
        ]
      : []),
    ...(required ? [requiredWords(required, singlesIn(document))] : []),
  ];
}

/** Of records that have none of their topic's outcomes something may have come in a run with faults, where it stands as in its place. */
const leftOutHead = ({ what, records, unread }: LeftOut): string =>
  unread === undefined ? `never came to ${what}: ${records.join(', ')}` : `nothing comes of: ${records.join(', ')}`;

function leftOutWords({ what, records, unread }: LeftOut, isDeclared: boolean): string {
  const who = records.join(', ');
  if (isDeclared) return `not expected: ${what} of ${who}`;
  const nobody = unread === undefined || unread.length === 0 ? '' : `, and nobody reads topic ${unread.join(', ')}`;
  const never =
    unread === undefined ? `${who} never came to ${what}, in no run` : `without any fault nothing comes of ${who}`;
  return `${never}${nobody}: whether that is meant the trial can say (input: expects)`;
}

function requiredWords(
  { semantics, ordered = false, proved = false, met, unmet, doubted }: NonNullable<CodeDocument['required']>,
  { runs, of }: ReturnType<typeof singlesIn>,
): string {
  const what = requirementWords({ semantics: semantics as Semantics, ordered, proved });
  if (doubted)
    return `required: ${what}, and nothing can be said: ${doubted.join(', ')} was seen in one run and not again`;
  if (!met) return `required: ${what}, and not met: ${unmet.join(', ')}`;
  return `required: ${what}, and met${runs === of ? '' : `, as far as it was tried: ${of - runs} of ${of} single faults were not`}`;
}

/** Whose a finding is, and where. */
export function ownerWords({ owner, place, known }: CodeFinding, client = 'the client library'): string {
  if (owner === 'user') return place ? `at ${placeWord(place)}` : 'by the program';
  return known ? `${client}, by itself; known as ${known.title} (${known.url})` : `${client}, by itself`;
}

/** Why the line of a finding is to blame, and what mends it; nothing where that is not known. */
export const whyWords = ({ why }: Pick<CodeFinding, 'why'>): string | undefined =>
  why && (why.wayOut === undefined ? why.says : `${why.says}: ${why.wayOut}`);

/** A story's step: who, what, where. */
export const stepWords = (step: StoryLine): string => {
  const who = whoWord(step);
  const { time, text, place } = step;
  return `${String(time).padStart(7)} ms  ${who === '' ? '' : `${who}: `}${text}${place ? `  [${placeWord(place)}]` : ''}`;
};

/** Whose step it is: `process 0, life 2`; empty where it is no process of the program. */
export const whoWord = ({ process, incarnation }: StoryLine): string =>
  process === undefined ? '' : `process ${process}${incarnation ? `, life ${incarnation + 1}` : ''}`;
