import { expect, it } from 'vitest';
import type { Runner } from '../run-result.ts';
import { search } from '../search/search.ts';
import { toyRunner } from '../testing/toy.ts';
import { findingsOf } from './findings.ts';

/** A consumer whose client gives up when a call of its handler has failed. */
const givesUp: Runner = async ({ deviations, ...job }) => {
  const result = await toyRunner({ order: 'work first' })({ ...job, deviations: [] });
  const points = result.points.map((point) => ({
    ...point,
    faults: point.kind === 'effect' ? [{ kind: 'effect.failed' as const }] : [],
  }));
  const failed = deviations.find(({ at }) => points[at]?.kind === 'effect');
  if (failed === undefined) return { ...result, points };
  const before = result.ledger.outcomes.filter(({ at }) => at < failed.at);
  const outcomes = result.ledger.outcomes.filter(({ at }) => at === failed.at);
  const ledger = {
    ...result.ledger,
    outcomes: [...before, ...outcomes.map((one) => ({ ...one, state: 'failed' as const }))],
    commits: result.ledger.commits.filter(({ at }) => at < failed.at),
  };
  return { ...result, points, ledger, lastWords: 'Crash: fetch failed\n', digest: `failed at ${failed.at}` };
};

it('a program that stands still behind a call that failed is told at its line, with what it wrote last', async () => {
  const budgets = { 'effect.failed': 1 };
  const searched = await search({ seed: 's', budgets, runners: [givesUp], pairsMax: 0, walksMax: 0 });
  const findings = await findingsOf(searched, { records: 2, processes: 1 }, 'kafkajs 2.2.4', [givesUp]);
  const stuck = findings.find(({ anomaly }) => anomaly === 'stuck');
  expect(stuck).toMatchObject({ owner: 'user', place: { file: 'toy.ts', line: 1 } });
  expect(stuck?.because).toMatch(/; the last that it wrote to its standard error is Crash: fetch failed$/);
});
