import { describe, expect, it } from 'vitest';
import { goodVerdict, sampleVerdict } from '../reports/testing/fixtures.ts';
import type { VerdictDocument } from '../reports/documents/verdict.ts';
import { overstatements } from './check-verdict.ts';
import { fuzzVerdicts, overstatedText } from './fuzz-verdicts.ts';

const options = { setups: 8, first: 16, seed: 'suite', statesMax: 200 };

describe('random setups', () => {
  it('get no verdict that says more than was searched', async () => {
    const { overstated, ...counts } = await fuzzVerdicts(options);
    expect(overstated.map((found) => overstatedText(found, options))).toEqual([]);
    expect(counts).toMatchObject({ outcomes: { true: 8, overstated: 0 }, documents: 24 });
    for (const number of [counts.claims, counts.vacuous, counts.never]) expect(number).toBeGreaterThan(0);
  });

  it('that do are printed with the line that finds them again', async () => {
    const check = ({ proved }: VerdictDocument) => (proved ? [] : ['it is not proved']);
    const { overstated, outcomes } = await fuzzVerdicts({ ...options, setups: 1, first: 18, check });
    expect(outcomes).toEqual({ true: 0, overstated: 1 });
    const told = overstatedText(overstated[0], options);
    expect(told).toContain('a verdict on setup 18 says more than was searched:\n  it is not proved\n');
    expect(told).toContain('replay: npm run fuzz -- verdicts --setups 1 --seed suite:18\n');
  });
});

describe('what is overstated is seen', () => {
  const [noLoss, ...others] = goodVerdict.guarantees;
  const untested = { ...noLoss, verdict: 'vacuous' as const };

  it.each<[string, VerdictDocument, string]>([
    ['a semantics', { ...goodVerdict, guarantees: [untested, ...others] }, 'the headline claims exactly-once'],
    [
      'a proof',
      { ...goodVerdict, guarantees: [{ ...noLoss, verdict: 'not-violated' }, ...others] },
      'it is called proved',
    ],
    ['order', { ...goodVerdict, ordered: 'holds', guarantees: [] }, '--require none,ordered is refused to holds'],
    [
      'a file',
      { ...sampleVerdict, semantics: 'exactly-once' },
      'the file contradicts itself: semantics: it is exactly',
    ],
  ])('%s', (_what, document, found) => {
    expect(overstatements(document)).toContainEqual(expect.stringContaining(found));
  });

  it('and nothing else', () => {
    expect([...overstatements(sampleVerdict), ...overstatements(goodVerdict)]).toEqual([]);
  });
});
