import type { CampaignDocument } from '../documents/campaign.ts';
import { markdown, markdownTable } from '../words/markup.ts';
import { corpusWords, decidesWords, jobsWords, sweepRows } from '../words/campaign-words.ts';

/** A merged campaign as Markdown, above the report on every setup: what is missing, what became of the corpus, what each sweep shows. */
export function campaignMarkdown(document: CampaignDocument): string {
  const sweeps = document.sweep.map((sweep) => {
    const { heads, rows } = sweepRows(sweep);
    return `## ${markdown(decidesWords(sweep))}\n\n${markdownTable(heads, rows)}\n`;
  });
  const refused = document.refused.map(({ name, why }) => `- ${markdown(name)}: ${markdown(why)}\n`);
  return [
    `# Campaign\n\n${jobsWords(document)}.\n\n`,
    ...document.missing.map(({ name, work }) => `- missing: ${markdown(name)}: ${markdown(work)}\n`),
    ...(document.corpus ?? []).flatMap((tried) => corpusWords(tried).map((line) => `- ${markdown(line)}\n`)),
    '\n',
    ...sweeps,
    refused.length === 0 ? '' : `## What Kafka refuses\n\n${refused.join('')}\n`,
  ].join('');
}
