import { expect, it } from 'vitest';
import { isCommitted } from './settled.ts';

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
