import { describe, expect, it } from 'vitest';
import { mutantsOf } from './mutants.ts';
import { type MutationResult, percentOf, reportJson, reportText, scoresOf, survivorText } from './report.ts';

const [statement, boundary, negation] = mutantsOf('model/a.ts', 'f(a < b);\n');

const result: MutationResult = {
  mutants: { model: 3 },
  tried: [
    { mutant: boundary, outcome: { kind: 'survived' }, leftOut: 2, named: 'model' },
    { mutant: negation, outcome: { kind: 'time-out' }, leftOut: 0, named: 'model' },
    { mutant: statement, outcome: { kind: 'unreached' }, leftOut: 0, named: 'model' },
  ],
  argued: 1,
  stale: [],
};

describe('the report', () => {
  it('has a survivor a line, to copy from', () => {
    expect([result.tried[0], result.tried[2]].map(survivorText)).toEqual([
      'model/a.ts:1:3 relational-boundary: a < b → a <= b  (2 tests more, beyond the budget)',
      'model/a.ts:1:1 statement: f(a < b); → ;  (no test reaches it)',
    ]);
  });

  it('has the score', () => {
    expect(reportText(result).split('\n')).toEqual([
      'model                     33.3 %  1 of 3 killed',
      '  2 survivors, 1 of them reached by no test; 1 argued for and not tried',
    ]);
  });

  it('has a score for each path that was named, and says what is stale', () => {
    const entry = { path: 'model/a.ts', operator: 'bits', line: 'x', before: 'a & b', after: 'a | b', reason: 'none' };
    const two = [...result.tried.slice(0, 1), { ...result.tried[1], named: 'reductions' }];
    const text = reportText({ ...result, mutants: { model: 1, reductions: 1 }, tried: two, stale: [entry] });
    expect(text).toContain('stale: model/a.ts bits: a & b → a | b');
    expect(text).toMatch(/^model +0\.0 %.*\nreductions +100\.0 %.*\nall +50\.0 %/m);
  });

  it('of a sample says how sure it is of each path', () => {
    expect(reportText({ ...result, mutants: { model: 30 } })).toMatch(
      /a sample of 30: 6\.1 to 79\.2 % with 95 % confi/,
    );
    expect(reportText(result)).not.toContain('confidence');
  });

  it('is there for programs as well', () => {
    const document = JSON.parse(reportJson(result)) as { scores: unknown; tried: readonly { kind: string }[] };
    expect(document.scores).toContainEqual({ name: 'all', tried: 3, killed: 1, percent: 100 / 3 });
    expect(document.scores).toContainEqual({ name: 'model', tried: 3, killed: 1, percent: 100 / 3 });
    expect(document.tried.map(({ kind }) => kind)).toEqual(['survived', 'time-out', 'unreached']);
  });

  it('of nothing tried is a hundred: nothing survived', () => {
    expect(percentOf(scoresOf({ tried: [] }).all)).toBe(100);
  });
});
