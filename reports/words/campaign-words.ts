import type { CampaignDocument, SweepRow, SweepTable, TriedCorpus } from '../documents/campaign.ts';
import { enumerated } from './enumerated.ts';
import type { Verdict } from '../documents/verdict.ts';
import { verdictWord } from './words.ts';

/** The worst first: a cell with several verdicts is read by what is wrong in it. */
const ORDER: readonly Verdict[] = ['violated', 'not-violated', 'holds', 'vacuous'];

/** What became of a guarantee with one value: one word where all its setups agree, and otherwise how many came out how. */
function cellWords(cell: SweepRow['cells'][number]): string {
  const known = ORDER.flatMap((verdict) => {
    const times = cell[verdict];
    return times === undefined ? [] : [{ word: verdictWord(verdict), times }];
  });
  if (known.length === 0) return '–';
  if (known.length === 1) return known[0].word;
  return known.map(({ word, times }) => `${times} ${word}`).join(', ');
}

/** `acks decides no-loss and partition-order`; `linger.ms decides nothing`. */
export const decidesWords = ({ key, decides }: Pick<SweepTable, 'key' | 'decides'>): string =>
  `${key} decides ${decides.length === 0 ? 'nothing' : enumerated(decides)}`;

/** The heads and rows of a sweep's table. */
export const sweepRows = ({ key, values, rows }: SweepTable): { heads: string[]; rows: string[][] } => ({
  heads: [`by ${key}`, ...values],
  rows: rows.map(({ guarantee, cells }) => [guarantee, ...cells.map(cellWords)]),
});

/** What became of the corpus of a setup: how much of it fails as ever, then what does not. */
export function corpusWords({ name, entries }: TriedCorpus): string[] {
  const other = entries.filter(({ outcome }) => outcome !== 'fails');
  return [
    `${name}: corpus: ${entries.length - other.length} of ${entries.length} still fail`,
    ...other.map(({ outcome, file, guarantee, cause }) => `${outcome}: ${file}: ${guarantee}: ${cause}`),
  ];
}

/** How much of a campaign is there. */
export function jobsWords({
  jobs,
  missing,
  conflicts,
}: Pick<CampaignDocument, 'jobs' | 'missing' | 'conflicts'>): string {
  const lacking = missing.length === 0 ? 'none is missing' : `${missing.length} missing`;
  const differing = conflicts.length === 0 ? '' : `, ${conflicts.length} with results that differ`;
  return `${jobs.done} of ${jobs.planned} jobs done, ${lacking}${differing}`;
}
