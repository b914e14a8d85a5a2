import { expect, it } from 'vitest';
import type { Sighting } from '../../model/observer/ledger.ts';
import { rewritten } from '../../model/rewriting.ts';
import { small, story } from '../../model/testing/story.ts';
import { withLedger } from '../../model/update.ts';
import { withoutPastDuplicates } from './past-duplicates.ts';

/** Two groups. */
const { world, state } = story(small({ scope: { groups: 2, records: 2 } }));

const seen = (value: number, offset: number, times = 1): Sighting => ({
  value,
  partition: 0,
  offset,
  leaderEpoch: 0,
  times,
});

/** What is left of it, of the first group and the second. */
function left(first: readonly Sighting[], second: readonly Sighting[]): readonly (readonly Sighting[])[] {
  const before = withLedger(state, { processed: [first, second] });
  return rewritten(before, withoutPastDuplicates(world)).ledger.processed;
}

const twice = [seen(0, 0, 2), seen(1, 1)];
const twiceElsewhere = [seen(0, 2), seen(0, 3), seen(1, 1, 2)];

it('from which entries a group has its records does not matter once it has processed one twice', () => {
  expect(left(twice, [])).toEqual(left(twiceElsewhere, []));
  expect(left(twice, [])[0].map(({ value }) => value)).toEqual([0, 1]);
});

it.each([
  ['no entry twice: the next time it may be one, or another of the same record', [seen(0, 0), seen(0, 2), seen(1, 1)]],
  ['one record only: order is not put to the test by it', [seen(0, 0, 2), seen(0, 1)]],
])('their entries matter where a group has processed %s', (_what, processed) => {
  expect(left(processed, [])[0]).toEqual(processed);
});

it('what another group has processed does not matter to it', () => {
  expect(left(twice, [seen(0, 0)])[1]).toEqual([seen(0, 0)]);
  expect(left([seen(0, 0)], twice)[0]).toEqual([seen(0, 0)]);
});
