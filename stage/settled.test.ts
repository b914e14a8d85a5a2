import { expect, it } from 'vitest';
import type { Outcome } from './ledger.ts';
import { isCommitted, settled } from './settled.ts';

const RECORDS = [0, 1].map((offset) => ({ id: `r${offset}`, topic: 'orders', partition: 0, offset }));

/** Whether the records are committed by commits of these groups, one after the other. */
const are = (...commits: readonly (readonly [group: string, offset: number])[]): boolean =>
  isCommitted(
    RECORDS,
    commits.map(([group, offset], at) => ({ ...RECORDS[0], group, offset, process: 0, incarnation: 0, at })),
  );

it('records are committed where every group that commits among them is past them by its last commit', () => {
  expect(are()).toBe(false);
  expect(are(['shop', 1])).toBe(false);
  expect(are(['shop', 1], ['shop', 2])).toBe(true);
  expect(are(['shop', 2], ['shop', 1])).toBe(false);
  expect(are(['shop', 1], ['audit', 2])).toBe(false);
  expect(are(['shop', 2], ['audit', 2])).toBe(true);
});

it('a group that has joined and committed nothing is waited for, as where another one has done with its records first', () => {
  const by = { process: 0, incarnation: 0, at: 1 };
  const outcome: Outcome = { ...by, records: ['r0', 'r1'], what: 'audit', state: 'done' };
  const of = (...joined: readonly string[]) =>
    settled(
      {
        records: RECORDS,
        read: () => ({ outcomes: [], joined, commits: [{ ...RECORDS[0], ...by, group: 'audit', offset: 2 }] }),
      },
      [outcome],
    );
  expect(of('audit')).toBe('committed');
  expect(of('audit', 'shop')).toBe('seen');
});
