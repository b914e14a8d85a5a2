import type { CampaignDocument, NamedJob, TriedCorpus } from '../documents/campaign.ts';
import { createColors } from './colour.ts';
import { corpusWords, decidesWords, jobsWords, sweepRows } from '../words/campaign-words.ts';
import { hazardsLine } from './hazards-text.ts';
import { table } from './table.ts';
import { type TerminalOptions, verdictLine } from './terminal.ts';

const WIDTH_DEFAULT = 110;
/** Missing jobs that are told one by one. */
const TOLD_MAX = 20;

/** A merged campaign: a line for each setup, the table of each sweep, and what is missing. */
export function campaignText(document: CampaignDocument, options: TerminalOptions = {}): string {
  const { colour = false, width = WIDTH_DEFAULT } = options;
  const paint = createColors(colour);
  return [
    ...document.verdicts.map((verdict) => verdictLine(verdict, options)),
    ...(document.hazards === undefined ? [] : [hazardsLine(document.hazards)]),
    ...(document.corpus ?? []).map(corpusText),
    ...document.refused.map(({ name, why }) => `${paint.bold(name)}: refused: ${why}\n`),
    ...document.sweep.flatMap((sweep) => {
      const { heads, rows } = sweepRows(sweep);
      return [`\n${table(heads, rows, { colour, width })}`, `  ${paint.bold(decidesWords(sweep))}\n`];
    }),
    `\n${jobsWords(document)}\n`,
    listed('missing', document.missing),
    listed('results that differ', document.conflicts),
  ].join('');
}

/** What became of the corpus of a setup: what no longer fails or fits stands below how much of it does. */
export const corpusText = (tried: TriedCorpus): string => `${corpusWords(tried).join('\n  ')}\n`;

function listed(what: string, jobs: readonly NamedJob[]): string {
  const lines = jobs
    .slice(0, TOLD_MAX)
    .map(({ key, name, work }) => `${what}: ${key.slice(0, 12)}  ${name}: ${work}\n`);
  const more = jobs.length - lines.length;
  return `${lines.join('')}${more === 0 ? '' : `${what}: and ${more} more\n`}`;
}
