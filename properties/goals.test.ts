import { describe, expect, it } from 'vitest';
import { replay } from '../explorers/replay.ts';
import { cluster } from '../model/cluster.ts';
import { replicated, type Story, small, story, transactional, transforming } from '../model/testing/story.ts';
import { GOALS } from './goals.ts';

/** The goals that a story reaches, each told by the step that a search would ask about. */
function reachedBy(told: Story): string[] {
  const steps = replay(cluster(told.world.setup), told.schedule);
  return GOALS.filter((goal) =>
    steps.some(({ before, action, after }) => goal.on.includes(action.type) && goal.reached(before, action, after)),
  ).map(({ id }) => id);
}

const polled = (draft = {}): Story =>
  story(draft)
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll');

describe('the goal', () => {
  it('"crash between processing and commit" is reached there and nowhere else', () => {
    const crashing = { faults: { 'consumer.crash': 1 } };
    const goal = 'crash between processing and commit';
    expect(reachedBy(polled(crashing).does('consumer.process').does('consumer.crash'))).toEqual([goal]);
    expect(reachedBy(polled(crashing).does('consumer.crash'))).toEqual([]);
    expect(reachedBy(polled(crashing).does('consumer.process').does('consumer.commit').does('consumer.crash'))).toEqual(
      [],
    );
  });

  it('"crash between commit and processing" is reached when what was polled is committed first', () => {
    const first = { application: { commit: 'before-processing' }, faults: { 'consumer.crash': 1 } };
    expect(reachedBy(polled(first).does('consumer.commit').does('consumer.crash'))).toEqual([
      'crash between commit and processing',
    ]);
    expect(reachedBy(polled(first).does('consumer.crash'))).toEqual([]);
  });

  it('"rebalance inside a transaction" is reached while a transaction is open', () => {
    const draft = transforming({ faults: { rebalance: 1 } });
    const joined = story(draft).does('group.complete').does('consumer.sync');
    expect(reachedBy(joined.does('consumer.poll').does('producer.send').does('rebalance'))).toEqual([
      'rebalance inside a transaction',
    ]);
    expect(reachedBy(story(draft).does('group.complete').does('consumer.sync').does('rebalance'))).toEqual([]);
  });

  it('"zombie commit refused" is reached by a member that was evicted with a record in hand', () => {
    const told = polled(small({ scope: { members: 2 }, faults: { 'consumer.stall': 1 } }))
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.resume')
      .does('consumer.process')
      .does('consumer.commit');
    expect(reachedBy(told)).toEqual(['zombie commit refused']);
  });

  it('"retry after a lost response deduplicated" is reached by an idempotent producer only', () => {
    const retried = (idempotent: boolean) =>
      story({ producer: { acks: 'all', 'enable.idempotence': idempotent }, faults: { 'response.lost': 1 } })
        .does('producer.send')
        .does('broker.produce')
        .does('response.lost', { broker: 0 })
        .does('producer.retry')
        .does('broker.produce');
    expect(reachedBy(retried(true))).toEqual(['retry after a lost response deduplicated']);
    expect(reachedBy(retried(false))).toEqual([]);
  });

  it('"marker written to one partition and not yet to the other" is reached between the two', () => {
    const goal = 'marker written to one partition and not yet to the other';
    const told = story(transactional({ topic: { partitions: 2 }, scope: { records: 2 } }))
      .does('producer.send')
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive')
      .does('producer.end-transaction', { commit: true });
    expect(reachedBy(told)).not.toContain(goal);
    expect(reachedBy(told.does('transaction.write-marker', { partition: 1 }))).toContain(goal);
  });

  it('"read blocked at the last stable offset" is reached by a record of an open transaction', () => {
    const told = story(transactional()).does('producer.send');
    expect(reachedBy(told)).toEqual([]);
    expect(reachedBy(told.does('broker.produce'))).toEqual(['read blocked at the last stable offset']);
  });

  it('"truncation on becoming follower" is reached by a leader of before that comes back with more', () => {
    const told = story(replicated(2, 1, { producer: { acks: '1' }, faults: { 'broker.crash': 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.restart')
      .does('broker.update-metadata', { broker: 0 });
    expect(reachedBy(told)).toEqual([]);
    expect(reachedBy(told.does('replica.fetch', { broker: 0 }))).toEqual(['truncation on becoming follower']);
  });

  it('of every kind is asked about at the actions that can reach it', () => {
    expect(GOALS.map(({ id }) => id)).toHaveLength(new Set(GOALS.map(({ id }) => id)).size);
    for (const { on } of GOALS) expect(on.length).toBeGreaterThan(0);
  });
});
