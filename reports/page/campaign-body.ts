import type { CampaignDocument } from '../documents/campaign.ts';
import { corpusWords, jobsWords } from '../words/campaign-words.ts';
import { el, type Element } from './element.ts';
import { sweepBody } from './sweep-body.ts';

/** A merged campaign: how much of it is there, what became of the corpus, and what each sweep shows. */
export function campaignBody(document: CampaignDocument): readonly Element[] {
  const { missing, corpus = [], sweep } = document;
  const lines = [
    ...missing.map(({ name, work }) => `missing: ${name}: ${work}`),
    ...corpus.flatMap((tried) => corpusWords(tried)),
  ];
  const list = el(
    'ul',
    {},
    lines.map((line) => el('li', {}, line)),
  );
  return [
    el(
      'section',
      {},
      el('h1', {}, 'Campaign'),
      el('p', {}, `${jobsWords(document)}.`),
      lines.length === 0 ? null : list,
    ),
    ...sweep.map(sweepBody),
  ];
}
