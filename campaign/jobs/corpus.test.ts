import { expect, it } from 'vitest';
import { verifyOn } from '../../judging/verify.ts';
import { fakeHost } from '../../judging/testing/fake-host.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { type CorpusEntry, entriesOf, entryName, tryEntry, withEntries } from './corpus.ts';

const DRAFT = {
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  faults: { 'consumer.crash': 1 },
  scope: { records: 1, members: 1 },
} as const;
const BEFORE = { ...DRAFT, application: { commit: 'before-processing' } };

function entryOf(entries: readonly CorpusEntry[], guarantee: string): CorpusEntry {
  const found = entries.find((entry) => entry.guarantee === guarantee);
  if (found === undefined) throw new Error(`${guarantee} is not violated`);
  return found;
}

it('keeps in a corpus a counterexample once, tries it in the setup of today, and tells what is fixed and what is stale', async () => {
  const document = await verifyOn(fakeHost(), BEFORE, { name: 'orders.yaml', remedies: false });
  const entries = entriesOf(document);
  const loss = entryOf(entries, 'no-loss');
  const corpus = withEntries(new Map(), entries);
  expect([...corpus.keys()]).toContain(entryName(loss));

  const again = withEntries(corpus, [{ ...loss, setups: ['payments.yaml'] }, loss]);
  expect(again.size).toBe(corpus.size);
  expect(again.get(entryName(loss))?.setups).toEqual(['orders.yaml', 'payments.yaml']);

  expect(tryEntry(loss, setupOf(BEFORE))).toBe('fails');
  expect(tryEntry(loss, setupOf({ ...BEFORE, scope: { records: 2 } }))).toBe('fails');
  // Committed after processing: the crash comes where the schedule has a commit first.
  expect(tryEntry(loss, setupOf(DRAFT))).toBe('stale');
  // With a key that makes effects idempotent the same schedule is no duplicate any more.
  const twice = entriesOf(await verifyOn(fakeHost(), DRAFT, { name: 'x', remedies: false }));
  const duplicate = entryOf(twice, 'no-duplicates');
  expect(tryEntry(duplicate, setupOf({ ...DRAFT, application: { 'idempotency.key': true } }))).toBe('fixed');
});
