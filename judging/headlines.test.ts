import { expect, it } from 'vitest';
import { small } from '../model/testing/story.ts';
import { semanticsLine } from '../reports/words/headline.ts';
import { unmet } from '../reports/words/requirement.ts';
import type { SetupDraft } from '../setups/input.ts';
import { verify } from './verify.ts';

/** What the first line of a verdict said too much, or left out, of setups that people have. */
const headlineOf = async (draft: SetupDraft): Promise<string> => semanticsLine(await verify(draft));

it('V1: a group that never reads gives no at-most-once: it has duplicated nothing, and processed nothing', async () => {
  const document = await verify(small({ consumer: { 'auto.offset.reset': 'none' } }));
  expect(semanticsLine(document)).toBe(
    'none, order not put to the test, without faults (not proved: no-duplicates was never put to the test)',
  );
  expect(unmet({ semantics: 'at-most-once', ordered: false, proved: false }, document)).toEqual([
    { guarantee: 'no-duplicates', verdict: 'vacuous' },
  ]);
});

it('V2: an effect with a key happens once, and out of order where a retry overtakes', async () => {
  const document = await verify(
    small({
      producer: { 'enable.idempotence': false },
      application: { 'idempotency.key': true },
      faults: { 'request.lost': 1 },
      scope: { records: 2, attempts: 1 },
    }),
  );
  expect(document.ordered).toBe('violated');
  expect(semanticsLine(document)).toMatch(/^exactly-once.*, out of order, with 1 lost request and no crash \(proved/);
  const asked = { semantics: 'exactly-once', proved: true } as const;
  expect(unmet({ ...asked, ordered: false }, document)).toEqual([]);
  expect(unmet({ ...asked, ordered: true }, document)).toEqual([{ guarantee: 'partition-order', verdict: 'violated' }]);
});

it('V5: exactly-once of a consumer that nothing but a rebalance happens to says so', async () => {
  expect(await headlineOf(small({ faults: { rebalance: 1 }, scope: { records: 2 } }))).toMatch(
    /^exactly-once.*, ordered, with 1 rebalance and no crash \(proved within the scope\)$/,
  );
});

it('a group that stops where auto.offset.reset is none comes to a standstill, which at-most-once does not say', async () => {
  const stops = (reset: 'none' | 'latest'): Promise<string> =>
    headlineOf(
      small({
        consumer: { 'auto.offset.reset': reset },
        application: { group: 'established' },
        faults: { 'offsets.expired': 1, 'consumer.close': 1 },
      }),
    );
  expect(await stops('none')).toMatch(/^at-most-once.*; it may come to a standstill \(progress is violated\)$/);
  expect(await stops('latest')).not.toContain('standstill');
});
