import { counted } from '../words.ts';
import type { CodeDocument, CodeFinding, MapCell, MapRow, Place } from './code-document.ts';

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
  'broker.crash': 'broker crash',
};

export const faultWord = (kind: string): string => FAULTS[kind] ?? kind;

export const placeWord = ({ file, line }: Place): string => `${file}:${line}`;

export const rowWord = ({ place }: MapRow): string => (place ? placeWord(place) : '');

/** `loss, duplicate`; `ok` where nothing went wrong; a dash where the fault is not possible. */
export function cellWord(cell: MapCell | undefined): string {
  if (!cell) return '-';
  const kinds = Object.keys(cell.anomalies);
  return kinds.length === 0 ? 'ok' : kinds.join(', ');
}

/** The verdict on a program in one line. */
export function codeHeadline(document: CodeDocument): string {
  if (document.difference) return 'no verdict: a run does not repeat itself';
  const found = document.guarantees.filter(({ verdict }) => verdict === 'violated').map(({ anomaly }) => anomaly);
  const what = found.length === 0 ? `nothing found in ${runsWord(document)}` : `found: ${found.join(', ')}`;
  const own = Object.keys(document.clientOwn);
  const client = own.length === 0 ? '' : ` (${document.client ?? 'the client library'}, by itself: ${own.join(', ')})`;
  return `${document.semantics === 'none' ? 'no semantics holds' : document.semantics}; ${what}${client}`;
}

const runsWord = ({ search }: CodeDocument): string =>
  counted(
    search.reduce((sum, { runs }) => sum + runs, 0),
    'run',
  );

/** How far the search went, part by part; one fault at every point, tried completely, is a certificate. */
export function searchWords({ search, pruned }: CodeDocument): string {
  const parts = search.map(({ part, runs, of }) => `${part}: ${runs === of ? `all ${of}` : `${runs} of ${of}`}`);
  return `${parts.join('; ')}${pruned > 0 ? ` (${pruned} pairs come to the same as others)` : ''}`;
}

/** Whose a finding is, and where. */
export function ownerWords({ owner, place, known }: CodeFinding, client = 'the client library'): string {
  if (owner === 'user') return place ? `at ${placeWord(place)}` : 'by the program';
  return known ? `${client}, by itself; known as ${known.title} (${known.url})` : `${client}, by itself`;
}

/** A story's step: who, what, where. */
export const stepWords = ({ time, process, incarnation, text, place }: CodeFinding['story'][number]): string => {
  const who = process === undefined ? '' : `process ${process}${incarnation ? `, life ${incarnation + 1}` : ''}: `;
  return `${String(time).padStart(7)} ms  ${who}${text}${place ? `  [${placeWord(place)}]` : ''}`;
};
