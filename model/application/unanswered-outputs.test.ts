import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { type Story, story, transforming } from '../testing/story.ts';

/** A transform without transactions that waits for its sends has handed over its only output. */
const sent = (draft: SetupDraft = {}): Story =>
  story(
    transforming({
      ...draft,
      faults: { 'consumer.crash': 1 },
      scope: { records: 1, members: 1 },
      application: { commit: 'after-processing' },
    }),
  )
    .does('group.complete')
    .does('consumer.sync')
    .does('consumer.poll')
    .does('producer.send');

const fireAndForget: SetupDraft = { producer: { acks: 0 } };

describe('a transform that waits for its sends', () => {
  it('commits once they are answered', () => {
    const told = sent();
    expect(told.can('consumer.commit')).toBe(false);
    told.does('broker.produce').does('producer.receive');
    expect(told.can('consumer.commit')).toBe(true);
  });

  it('waits for nothing with acks=0: what is on its way is lost with its process, behind the committed offset', () => {
    const told = sent(fireAndForget).does('consumer.commit').does('consumer.crash', { late: false }).settles();
    expect(told.state.groups[0].committed).toEqual([1]);
    expect(told.state.ledger.outputs).toEqual([]);
  });

  it('goes on with acks=0 while it is on its way', () => {
    const told = sent(fireAndForget).does('consumer.commit');
    expect(told.state.producers[0].inFlight).toHaveLength(1);
    expect(told.can('broker.produce')).toBe(true);
  });
});
