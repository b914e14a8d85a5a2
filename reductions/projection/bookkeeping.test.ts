import { describe, expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, story } from '../../model/testing/story.ts';
import { all, type Change, changesOf } from '../testing/changes.ts';
import { isIdleFetch, withoutIdleNotes } from './bookkeeping.ts';

const { world, state: first } = story(replicated(3, 2, { faults: { 'broker.crash': 1 } }));
const change = changesOf(world);

/** The leader has two records, of which one is committed, and broker 1 has both; broker 2 is in no ISR, and has the first. */
const state = all(
  change.leadership(0, { isr: 0b011, partitionEpoch: 4 }),
  change.replica(0, 0, { log: [data(0), data(1)], highWatermark: 1 }),
  change.leading(0, 0, { isr: 0b011, ends: [-1, 1, -1], partitionEpoch: 4 }),
  change.replica(1, 0, { log: [data(0), data(1)], highWatermark: 1 }),
  change.replica(2, 0, { log: [data(0)], highWatermark: 1 }),
)(first);

const shown = (changed: Change) => rewritten(changed(state), [withoutIdleNotes(world)]);

const stale = change.leadership(0, { partitionEpoch: 5 });
const proposed = change.leading(0, 0, { proposedIsr: 0b111, proposedUnchanged: 0b111 });
const cameBack = change.leading(0, 0, { proposedUnchanged: 0b011 });

it.each<[string, Change, Change]>([
  ['what a follower in no ISR has told', all(), change.leading(0, 0, { ends: [-1, 1, 1] })],
  ['what a follower has told below the high watermark', all(), change.leading(0, 0, { ends: [-1, 0, -1] })],
  [
    'how often the ISR has changed',
    all(),
    all(change.leadership(0, { partitionEpoch: 7 }), change.leading(0, 0, { partitionEpoch: 7 })),
  ],
  ['who came back since a leader asked that will be refused', all(stale, proposed), all(stale, proposed, cameBack)],
])('%s does not count', (_what, one, other) => {
  expect(shown(one)).toEqual(shown(other));
});

it.each<[string, Change, Change]>([
  ['what a member has told above the high watermark', all(), change.leading(0, 0, { ends: [-1, 2, -1] })],
  [
    'what a follower has told that is to be a member',
    proposed,
    all(proposed, change.leading(0, 0, { ends: [-1, 1, 2] })),
  ],
  ['that a leader has not heard of the last change', all(), stale],
  ['who came back since a leader asked', proposed, all(proposed, cameBack)],
])('%s counts', (_what, one, other) => {
  expect(shown(one)).not.toEqual(shown(other));
});

it('whether a follower is behind a log of which everything is committed counts, for it may lag', () => {
  const committed = all(change.replica(0, 0, { highWatermark: 2 }), change.leading(0, 0, { ends: [-1, 2, -1] }));
  expect(shown(committed)).not.toEqual(shown(all(committed, change.leading(0, 0, { ends: [-1, 1, -1] }))));
});

describe('a fetch', () => {
  const isIdle = (changed: Change, broker: number): boolean => isIdleFetch(world).of(changed(state), 0, broker);
  /** The leader asks for an ISR without broker 1, so that nobody else may ask. */
  const asked = change.leading(0, 0, { proposedIsr: 0b001, proposedUnchanged: 0b001 });
  const everything = change.replica(2, 0, { log: [data(0), data(1)] });

  it('is idle where its leader goes by nothing that it tells', () => {
    expect(isIdle(all(asked, everything), 2)).toBe(true);
  });

  it.each<[string, Change, number]>([
    ['that brings records', all(), 2],
    ['that tells what the high watermark waits for', all(), 1],
    ['by which a follower asks for the ISR', everything, 2],
    [
      'that brings a high watermark, while its follower may have to lead',
      all(asked, everything, change.replica(2, 0, { highWatermark: 0 })),
      2,
    ],
  ])('is not idle %s', (_what, changed, broker) => {
    expect(isIdle(changed, broker)).toBe(false);
  });
});
