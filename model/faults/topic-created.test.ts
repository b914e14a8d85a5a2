import { describe, expect, it } from 'vitest';
import { logOf, outcomesOf, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story, transforming } from '../testing/story.ts';

const fresh = (kafka: string, records = 2): Story =>
  story({ kafka, faults: { 'topic.created': 1, 'response.lost': 1 }, scope: { records } }).does('topic.created');

/** r0 reaches a leader that has not heard of the topic, r1 the same broker when it has. */
const overtaken = (kafka: string, records = 2): Story =>
  fresh(kafka, records)
    .does('producer.send')
    .does('producer.send')
    .does('broker.produce')
    .does('broker.update-metadata')
    .does('broker.produce');

describe('a topic that has just been created', () => {
  it('has a leader that producers know before it knows itself, and that refuses what they send', () => {
    const told = fresh('4.1').does('producer.send', { broker: 0 }).does('broker.produce');
    expect(told.state.producers[0].inFlight[0]).toMatchObject({ stage: 'reply', error: 'not-leader' });
  });

  it('is as any other once its leader has applied the metadata', () => {
    const told = fresh('4.1').settles();
    expect([logOf(told), processedBy(told)]).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('is heard of by each replica for itself', () => {
    const told = story(replicated(2, 2, { faults: { 'topic.created': 1 } }))
      .does('topic.created')
      .does('broker.update-metadata', { broker: 0 });
    expect(told.can('replica.fetch')).toBe(false);
    expect(told.does('broker.update-metadata', { broker: 1 }).can('replica.fetch', { broker: 1 })).toBe(true);
  });

  it('comes before everything else, and once', () => {
    const created = { faults: { 'topic.created': 2 } };
    expect(story(created).does('producer.send').can('topic.created')).toBe(false);
    expect(story(created).does('group.complete').can('topic.created')).toBe(false);
    expect(story(transforming(created)).does('group.complete').does('consumer.sync').can('topic.created')).toBe(false);
    expect(
      story({ faults: { 'topic.created': 1 } })
        .does('topic.created')
        .can('topic.created'),
    ).toBe(false);
  });

  it('is the output of a transform, whose input is there', () => {
    const told = story(transforming({ faults: { 'topic.created': 1 } })).does('topic.created');
    expect(told.state.replicas.map((replica) => replica?.leaderEpoch)).toEqual([0, -1]);
  });
});

describe('11: the second batch on a topic that has just been created (KAFKA-15591)', () => {
  it('is stored before the first: r1 r0 r1 when both answers are lost, as 3.9.2, 4.1.2 and 4.3.1 did', () => {
    const told = overtaken('4.3').does('response.lost').settles('producer.give-up');
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [1, 0, 1],
      ['acknowledged', 'acknowledged'],
    ]);
  });

  it('leaves the first out of order, in the same epoch, until it expires, when both answers are read', () => {
    const told = overtaken('4.3', 3).does('producer.receive').does('producer.receive');
    for (let again = 0; again < 2; again += 1)
      told.does('producer.retry').does('broker.produce').does('producer.receive');
    expect(told.state.producers[0]).toMatchObject({ epoch: 0, queue: [{ value: 0, epoch: 0, sequence: 0 }] });
    told.does('producer.give-up').does('producer.send').does('broker.produce').does('producer.receive');
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [1, 2],
      ['failed', 'acknowledged', 'acknowledged'],
    ]);
    expect(told.state.replicas[0]?.log[1]).toMatchObject({ producerEpoch: 0, sequence: 2 });
  });

  it('is refused since the fix, and comes second', () => {
    const told = overtaken('4.5').settles('producer.give-up');
    expect(logOf(told)).toEqual([0, 1]);
  });
});
