import { expect, it } from 'vitest';
import { rewritten } from '../../model/rewriting.ts';
import { data } from '../../model/testing/records.ts';
import { replicated, story } from '../../model/testing/story.ts';
import { replicaOf } from '../../model/update.ts';
import { all, budget, type Change, changesOf, down } from '../testing/changes.ts';
import { withoutFollowersPast } from './followers-past.ts';

const { world, state: first } = story(replicated(3, 2, { faults: { 'broker.crash': 1 } }));
const change = changesOf(world);

/** The leader has crashed, and no other broker will; broker 1 comes next. */
const crashed = all(
  budget({ 'broker.crash': 0 }),
  down(0),
  change.replica(0, 0, { log: [data(0)], highWatermark: 0, leader: -1, leaderEpoch: -1, leading: null }),
  change.replica(1, 0, { log: [], highWatermark: 0 }),
  change.replica(2, 0, { log: [data(0)], highWatermark: 0 }),
)(first);
const shown = (changed: Change) => rewritten(changed(crashed), [withoutFollowersPast(world, 0)]);

it.each<[string, Change]>([
  ['the high watermark of a follower that will not lead', change.replica(2, 0, { highWatermark: 1 })],
  ['what a follower has and its next leader has not', change.replica(2, 0, { log: [] })],
  ['what the leader of before had, and the next one has not', change.replica(0, 0, { log: [] })],
])('%s is past', (_what, changed) => {
  expect(shown(changed)).toEqual(shown(all()));
});

/** Broker 2 leads in its own eyes, as the one that crashed did. */
const believes = change.replica(2, 0, { leading: replicaOf(world, first, 0, 0).leading });

const both = change.replica(1, 0, { log: [data(0)] });

it.each<[string, Change, Change]>([
  ['the high watermark of the next leader', both, all(both, change.replica(1, 0, { highWatermark: 1 }))],
  ['what a follower and the next leader have', both, all(both, change.replica(2, 0, { log: [] }))],
  [
    'what anybody has while another broker may crash',
    budget({ 'broker.crash': 1 }),
    all(budget({ 'broker.crash': 1 }), change.replica(2, 0, { log: [] })),
  ],
  ['what followers have of somebody who believes to lead', believes, all(believes, change.replica(0, 0, { log: [] }))],
])('%s is not', (_what, one, other) => {
  expect(shown(one)).not.toEqual(shown(other));
});
