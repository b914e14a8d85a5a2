import { expect, it } from 'vitest';
import { ledgerOf } from '../testing/ledger.ts';
import { begunBehind } from './begun-behind.ts';

const place = { topic: 'priced', partition: 0, offset: 0 };
const ledger = ledgerOf({ outcomes: ['topic r0'] });
const outcomes = ledger.outcomes.map((one) => ({ ...one, place }));
const readFrom = (...froms: readonly number[]) => ({
  ...ledger,
  outcomes,
  fetched: froms.map((from) => ({ ...place, from, offset: 1, process: 0, incarnation: 0 })),
});

it('what a program writes where it begins to read behind it is told', () => {
  expect(begunBehind(readFrom(1))).toEqual([
    expect.stringMatching(/^the program reads priced\/0 from offset 1 on, and what it has written there before/),
  ]);
});

it('nothing is said where nobody reads, or somebody from before it, or of the input', () => {
  expect(begunBehind(readFrom())).toEqual([]);
  expect(begunBehind(readFrom(1, 0))).toEqual([]);
  expect(begunBehind({ ...readFrom(1), records: [{ ...place, id: 'r0' }] })).toEqual([]);
});
