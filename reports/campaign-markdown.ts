import type { CampaignDocument } from './campaign.ts';
import { markdownReport } from './markdown.ts';
import { markdown, markdownTable } from './markup.ts';
import { decidesWords, jobsWords, sweepRows } from './sweep-words.ts';

/** A merged campaign as Markdown: what each sweep shows, then the report on every setup. */
export function campaignMarkdown(document: CampaignDocument): string {
  const sweeps = document.sweep.map((sweep) => {
    const { heads, rows } = sweepRows(sweep);
    return `## ${markdown(decidesWords(sweep))}\n\n${markdownTable(heads, rows)}\n`;
  });
  const refused = document.refused.map(({ name, why }) => `- ${markdown(name)}: ${markdown(why)}\n`);
  return [
    `# Campaign\n\n${jobsWords(document)}.\n\n`,
    ...document.missing.map(({ name, work }) => `- missing: ${markdown(name)}: ${markdown(work)}\n`),
    ...sweeps,
    refused.length === 0 ? '' : `## What Kafka refuses\n\n${refused.join('')}\n`,
    markdownReport(document.verdicts),
  ].join('');
}
