import { expect, it } from 'vitest';
import type { Lines, Runner } from '../run-result.ts';
import { toyRunner } from '../testing/toy.ts';
import type { Anomaly } from '../verdict/anomaly.ts';
import { expectedOf } from '../verdict/expected.ts';
import { withLines } from './with-lines.ts';

/** What is looked at in a run with a fault of a program that sends `api`, where calls ask for some. */
async function lookedAt(
  api: string,
  at?: number,
  calls?: readonly string[],
  always?: readonly Anomaly[],
  toy = toyRunner({ order: 'work first' }),
): Promise<readonly (Lines | undefined)[]> {
  const asked: (Lines | undefined)[] = [];
  const sending: Runner = async (job) => {
    asked.push(job.lines);
    const result = await toy(job);
    return { ...result, points: result.points.map((point) => ({ ...point, what: api })) };
  };
  const { ledger } = await toy({ seed: 'a', deviations: [] });
  const deviations = at === undefined ? [] : [{ at, fault: { kind: 'consumer.crash' } as const }];
  await withLines(sending, expectedOf(ledger), { asked: calls, always })({ seed: 'a', deviations });
  return asked;
}

it('looks at no lines where nothing goes wrong', async () => {
  expect(await lookedAt('Produce')).toEqual([undefined]);
});

it('looks for calls that no line awaits where there were some without faults, and for none where there were not', async () => {
  expect(await lookedAt('OffsetCommit', 1)).toEqual([undefined, 'awaited']);
  expect(await lookedAt('OffsetCommit', 1, ['OffsetCommit'])).toEqual([undefined, true]);
});

it('looks for them as well where something was sent that no line awaits', async () => {
  const toy = toyRunner({ order: 'work first' });
  const sends =
    (isAwaited: boolean): Runner =>
    async (job) => {
      const { ledger, ...result } = await toy(job);
      const outcomes = ledger.outcomes.map((one, offset) => ({
        ...one,
        place: { topic: 'invoices', partition: 0, offset },
        line: isAwaited ? one.line : undefined,
      }));
      return { ...result, ledger: { ...ledger, outcomes } };
    };
  expect(await lookedAt('Produce', 1, [], [], sends(true))).toEqual([undefined, 'awaited']);
  expect(await lookedAt('Produce', 1, [], [], sends(false))).toEqual([undefined, 'awaited', true]);
});

it('looks for who has let go of a call wherever something is lost', async () => {
  const early = toyRunner({ order: 'commit first' });
  const [first, again] = await lookedAt('OffsetCommit', 1, [], [], early);
  expect([first, again]).toEqual([undefined, true]);
});

it('looks at none where nothing goes wrong but what always does', async () => {
  const anomaly = { kind: 'loss', record: 'r0', what: 'insert', because: 'it never came' } as const;
  const all = ['r0', 'r1'].flatMap((record) =>
    (['loss', 'duplicate', 'stuck', 'disorder'] as const).map((kind) => ({ ...anomaly, record, kind })),
  );
  expect(await lookedAt('Produce', 1, [], all)).toEqual([undefined]);
  expect(await lookedAt('Produce', 1, [], [])).toEqual([undefined, 'awaited']);
});
