import { describe, expect, it } from 'vitest';
import type { ActionType } from '../action.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { type Story, small, story, transactional, transforming } from '../testing/story.ts';

/** The coordinators are on broker 2, which has no replica of a topic. */
const apart = (draft: SetupDraft): SetupDraft => ({
  ...draft,
  cluster: { brokers: 3 },
  faults: { 'broker.crash': 1, ...draft.faults },
});

const owning = (draft: SetupDraft): Story => story(apart(draft)).does('group.complete').does('consumer.sync');
const stored = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

/** A record is sent in a transaction, which is to be committed. */
const open = (draft: SetupDraft = {}): Story => stored(story(apart(transactional(draft))));
const decided = (): Story => open().does('producer.end-transaction', { commit: true });

/** A record is processed in a transaction. */
const transformed = (): Story => stored(owning(transforming()).does('consumer.poll'));

const processed = (): Story => stored(owning(small())).does('consumer.poll').does('consumer.process');

describe('while the broker of the coordinators is down, and until the controller has noticed,', () => {
  it.each<[ActionType, () => Story]>([
    [
      'producer.initialise',
      () =>
        open({ faults: { 'producer.crash': 1 } })
          .does('producer.crash', { late: false })
          .does('producer.restart'),
    ],
    ['producer.send', () => story(apart(transactional({ kafka: '3.9' })))],
    ['broker.produce', () => story(apart(transactional())).does('producer.send')],
    ['producer.end-transaction', () => open()],
    ['transaction.time-out', () => open({ faults: { 'producer.crash': 1 } }).does('producer.crash', { late: false })],
    ['transaction.write-marker', decided],
    ['transaction.complete', () => decided().does('transaction.write-marker')],
    ['consumer.send-offsets', transformed],
    [
      'transaction.write-offsets-marker',
      () => transformed().does('consumer.send-offsets').does('producer.end-transaction', { commit: true }),
    ],
    ['group.complete', () => story(apart(small()))],
    ['group.evict', () => owning({ faults: { 'consumer.stall': 1 } }).does('consumer.stall')],
    ['consumer.join', () => owning({ faults: { rebalance: 1 } }).does('rebalance')],
    ['consumer.sync', () => story(apart(small())).does('group.complete')],
    ['consumer.commit', processed],
  ])('there is no %s', (type, before) => {
    const told = before();
    expect(told.can(type)).toBe(true);
    told.does('broker.crash', { broker: 2 });
    expect(told.can(type)).toBe(false);
    told.does('controller.fence-broker');
    expect(told.can(type)).toBe(true);
  });
});
