import { describe, expect, it } from 'vitest';
import { hazardsPlayed } from './hazards-played.ts';
import {
  type CaseResult,
  mergedResults,
  RESULTS_FORMAT,
  type ResultsDocument,
  resultsText,
} from './results-document.ts';

const AGREES: CaseResult = ['agrees', 13, 2.1];
const DIVERGES: CaseResult = ['diverges', 9, 3, 'step 10: they differ'];
const UNPLAYABLE: CaseResult = ['unplayable', 4, 1, 'step 5: not here'];
const FAILED: CaseResult = ['failed', 0, 20, 'no signal'];

function documentOf(
  kafka: string,
  cases: Readonly<Record<string, CaseResult>>,
  actions: string[] = [],
): ResultsDocument {
  const part = { group: 'hazard', kafka, date: '2026-11-27', expects: 'agrees', actions, cases } as const;
  return {
    format: RESULTS_FORMAT,
    version: 1,
    parts: [part],
    leftOut: { hazard: { B01: 'old', 'B30 control': 'new' } },
  };
}

describe('results of several runs', () => {
  const before = documentOf('4.1.2', { A01: DIVERGES, A02: AGREES }, ['broker.crash']);

  it('are those of the last time that each schedule was played', () => {
    const { parts } = mergedResults(before, documentOf('4.1.2', { A01: AGREES }, ['broker.produce']), false);
    expect(parts).toMatchObject([{ actions: ['broker.crash', 'broker.produce'], cases: { A01: AGREES, A02: AGREES } }]);
  });

  it('leave nothing of a part that was played whole again', () => {
    const { parts } = mergedResults(before, documentOf('4.1.2', { A01: AGREES }), true);
    expect(parts[0].cases).toEqual({ A01: AGREES });
  });

  it('keep the parts of releases that were not played', () => {
    const { parts } = mergedResults(before, documentOf('3.9.2', { A01: AGREES }), true);
    expect(parts.map(({ kafka }) => kafka)).toEqual(['3.9.2', '4.1.2']);
  });

  it('have a line for each schedule', () => {
    const text = resultsText(before);
    expect(JSON.parse(text)).toEqual(before);
    expect(text).toContain('\n"A02":["agrees",13,2.1]\n');
  });
});

describe('a hazard that was played on several releases', () => {
  const played = (...outcomes: CaseResult[]): ResultsDocument =>
    outcomes
      .map((outcome, index) => documentOf(`4.${index}.0`, { A01: outcome }))
      .reduce((one, other) => mergedResults(one, other, false));

  it.each([
    ['agrees', [AGREES, UNPLAYABLE]],
    ['diverges', [AGREES, DIVERGES, FAILED]],
    ['failed', [AGREES, FAILED]],
    ['unplayable', [UNPLAYABLE, UNPLAYABLE]],
  ] as const)('%s', (outcome, outcomes) => {
    expect(hazardsPlayed(played(...outcomes))).toMatchObject({ [outcome]: ['A01'], leftOut: ['B01'] });
  });
});
