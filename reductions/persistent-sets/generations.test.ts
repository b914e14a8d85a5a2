import { describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { asking } from '../../model/query.ts';
import { add, EMPTY, firstN } from '../../model/sets.ts';
import { story, transforming } from '../../model/testing/story.ts';
import { clusterTrial } from '../../properties/trial.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { all, group, member } from '../testing/changes.ts';
import { appliesPersistentSets } from './needs.ts';
import { offsetsStep } from './offsets.ts';
import { processSteps } from './process.ts';

const COOPERATIVE: SetupDraft = { consumer: { 'partition.assignment.strategy': 'cooperative' } };
const KIP_848: SetupDraft = { kafka: '4.3', consumer: { 'group.protocol': 'consumer' } };

/** A process in the middle of its loop, about to send its offsets; two members. */
function inLoop(draft: SetupDraft) {
  const { world, state } = story(transforming({ ...draft, scope: { members: 2 } })).settles();
  const looping = all(member(1, { status: 'up', step: 'send-offsets' }), group({ members: firstN(2) }))(state);
  return { world, state: looping };
}

const poll: Action = { type: 'consumer.poll', member: 0 };
const sendOffsets: Action = { type: 'consumer.send-offsets', member: 1 };
const sync: Action = { type: 'consumer.sync', member: 1 };
const join: Action = { type: 'consumer.join', member: 1 };

describe('a cooperative member', () => {
  const { world, state } = inLoop(COOPERATIVE);
  const joined = group({ phase: 'preparing', joined: add(EMPTY, 1) });

  it('goes on first in the middle of its loop, unless it has joined: its generation ends meanwhile', () => {
    expect(processSteps(world, asking(state), [poll, sendOffsets], 1, true)).toEqual([sendOffsets]);
    expect(processSteps(world, asking(joined(state)), [poll, sendOffsets], 1, true)).toBeNull();
    expect(offsetsStep(world, asking(state), [poll, sendOffsets])).toBe(sendOffsets);
    expect(offsetsStep(world, asking(joined(state)), [poll, sendOffsets])).toBeNull();
  });

  it('joins first between two polls, and does not learn its assignment first: it would keep another one', () => {
    const between = member(1, { step: 'poll', batch: [] })(state);
    expect(processSteps(world, asking(between), [poll, join], 1, true)).toEqual([join]);
    expect(processSteps(world, asking(between), [poll, sync], 1, true)).toBeNull();
  });
});

describe('a member of KIP-848', () => {
  const { world, state } = inLoop(KIP_848);

  it('goes on first in the middle of its loop, unless the group has gone on without it', () => {
    expect(processSteps(world, asking(state), [poll, sendOffsets], 1, true)).toEqual([sendOffsets]);
    const without = group({ members: add(EMPTY, 0) })(state);
    expect(processSteps(world, asking(without), [poll, sendOffsets], 1, true)).toBeNull();
  });

  it('does nothing first between two polls', () => {
    const between = member(1, { step: 'poll', batch: [] })(state);
    expect(processSteps(world, asking(between), [poll, join], 1, true)).toBeNull();
  });
});

it.each<[string, SetupDraft, boolean]>([
  ['a cooperative group', COOPERATIVE, true],
  ['one whose assignor forgets who has missed a generation (KAFKA-14639)', { ...COOPERATIVE, clients: '3.4.0' }, false],
  ['a group of KIP-848', KIP_848, true],
  [
    'one that gives partitions up in the background (KAFKA-20332)',
    { ...KIP_848, clients: '4.2.0', application: { 'rebalance.listener': false } },
    false,
  ],
  [
    'one that strikes out an owner (KAFKA-16147)',
    { ...KIP_848, protocol: { returnedPartitionStaysOwned: false } },
    false,
  ],
])('persistent sets apply to a transform of %s', (_what, draft, applies) => {
  const { world } = clusterTrial(setupOf(transforming({ ...draft, scope: { members: 2 } })));
  expect(appliesPersistentSets(world)).toBe(applies);
});
