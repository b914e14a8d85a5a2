import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../setups/input.ts';
import { processedBy } from './testing/looking.ts';
import { type Story, story, transforming } from './testing/story.ts';

describe('a group that has run before', () => {
  const latest: SetupDraft = { consumer: { 'auto.offset.reset': 'latest' } };
  const established: SetupDraft = { ...latest, application: { group: 'established' } };

  /** A record is written before the group is assigned its partition. */
  const late = (draft: SetupDraft): Story =>
    story(draft).does('producer.send').does('broker.produce').does('group.complete').does('consumer.sync');

  it('starts where it has committed, and a new one where auto.offset.reset says', () => {
    expect(processedBy(late(established).settles())).toEqual([0]);
    expect(processedBy(late(latest).settles())).toEqual([]);
  });

  it('has to start there: the observer knows of its commit', () => {
    expect(story(established).state.ledger.commits).toEqual([[0]]);
    expect(story(latest).state.ledger.commits).toEqual([[-1]]);
  });

  it('starts where auto.offset.reset says once its offsets have expired', () => {
    const told = story({ ...established, faults: { 'consumer.close': 1, 'offsets.expired': 1 } })
      .does('consumer.close')
      .does('consumer.leave')
      .does('offsets.expired')
      .does('producer.send')
      .does('broker.produce');
    expect(processedBy(told.settles())).toEqual([]);
  });

  it('of a transform has done nothing of its input', () => {
    const { state } = story(transforming({ application: { group: 'established' }, scope: { records: 2 } }));
    expect(state.groups[0].committed).toEqual([0]);
  });

  it('has its offsets in the log of the coordinator, where that can be lost', () => {
    const draft = { ...established, faults: { 'broker.power-loss': 1 } };
    expect(story(draft).state.offsetsLog?.entries.map(([group]) => group.committed)).toEqual([[0]]);
  });
});
