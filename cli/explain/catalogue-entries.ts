import { GUARANTEES } from '../../properties/guarantees.ts';
import { HAZARDS } from '../../properties/hazards/hazards.ts';
import type { Explanation } from './explanation.ts';

/** What a guarantee claims, or a hazard is, by its name: what verdicts speak of, beside keys. */
export function ofCatalogue(word: string): Explanation[] {
  const guarantee = GUARANTEES.find(({ id }) => id === word);
  if (guarantee !== undefined) {
    const { id, claim, mayBreak, source } = guarantee;
    const facts: [string, string][] = [
      ['may break', mayBreak],
      ['source', source],
    ];
    return [{ name: id, says: `a guarantee: ${claim}`, facts, decides: [], standsFor: [] }];
  }
  const hazard = HAZARDS.find(({ id }) => id === word.toUpperCase());
  if (hazard === undefined) return [];
  const { id, title, story, affected, sources } = hazard;
  const facts: [string, string][] = [
    ['what', story],
    ['affected', affected],
    ['breaks', hazard.guarantee],
    ['sources', sources.join('; ')],
    ['see', `kafka-trial hazards ${id}`],
  ];
  return [{ name: id, says: `a hazard: ${title}`, facts, decides: [], standsFor: [] }];
}
