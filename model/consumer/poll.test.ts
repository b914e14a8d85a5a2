import { describe, expect, it } from 'vitest';
import { Incident } from '../observer/ledger.ts';
import { has } from '../sets.ts';
import { joined, stored } from '../testing/beginnings.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import { replicated, type Story, small, story, transactional, transforming } from '../testing/story.ts';

const positionOf = ({ state }: Story, member = 0) => state.members[member].positions[0];

describe('auto-commit', () => {
  const automatic = { consumer: { 'enable.auto.commit': true, 'max.poll.records': 1 }, scope: { records: 2 } };

  it('commits the positions of the previous poll at the next poll', () => {
    const told = joined(stored(stored(story(automatic))));
    told.does('consumer.poll');
    expect([positionOf(told), committedOffset(told)]).toEqual([1, -1]);
    told.does('consumer.process').does('consumer.poll');
    expect([positionOf(told), committedOffset(told)]).toEqual([2, 1]);
  });

  it('cannot poll again before what it has polled is processed, so that nothing is committed unprocessed', () => {
    const told = joined(stored(stored(story(automatic)))).does('consumer.poll');
    expect(told.can('consumer.poll')).toBe(false);
  });

  it('commits what a worker has not processed yet', () => {
    const told = joined(stored(stored(story({ ...automatic, application: { processing: 'async' } }))))
      .does('consumer.poll')
      .does('consumer.poll');
    expect([committedOffset(told), processedBy(told)]).toEqual([1, []]);
  });

  it('that is refused at a poll takes the partitions of a member that was evicted, and returns it nothing', () => {
    const told = joined(stored(stored(story({ ...automatic, faults: { 'consumer.stall': 1 } }))))
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.stall')
      .does('group.evict')
      .does('consumer.resume')
      .does('consumer.poll');
    expect(told.state.members[0]).toMatchObject({ owned: 0, batch: [], generation: -1 });
    expect([committedOffset(told), processedBy(told)]).toEqual([-1, [0]]);
  });

  it('loses what was polled and not yet committed with a crash, and it is delivered again', () => {
    const told = joined(stored(story({ ...automatic, scope: { records: 1 }, faults: { 'consumer.crash': 1 } })))
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.crash')
      .settles();
    expect(processedBy(told)).toEqual([0, 0]);
  });
});

describe('a poll', () => {
  it('returns at most max.poll.records records', () => {
    const polled = (max: number) =>
      joined(stored(stored(story({ consumer: { 'max.poll.records': max }, scope: { records: 2 } })))).does(
        'consumer.poll',
      ).state.members[0].batch.length;
    expect([polled(1), polled(2), polled(500)]).toEqual([1, 2, 2]);
  });

  it('returns at most max.poll.records records of all its partitions together', () => {
    const polled = (max: number) =>
      joined(
        stored(
          stored(story({ topic: { partitions: 2 }, consumer: { 'max.poll.records': max }, scope: { records: 2 } })),
        ),
      ).does('consumer.poll').state.members[0];
    expect(polled(1)).toMatchObject({ batch: [{ value: 0 }], positions: [1, 0] });
    expect(polled(2)).toMatchObject({ batch: [{ value: 0 }, { value: 1 }], positions: [1, 1] });
  });

  it('hands its records to a worker with processing=async, but in a transform, whose loop sends what it makes of them', () => {
    const async = { processing: 'async' } as const;
    const external = joined(stored(story({ application: async }))).does('consumer.poll');
    expect(external.state.members[0]).toMatchObject({ batch: [], worker: [{ value: 0 }] });
    const transform = joined(story(transforming({ application: async }))).does('consumer.poll');
    expect(transform.state.members[0]).toMatchObject({ batch: [{ value: 0 }], worker: [] });
  });

  it('moves on in those partitions alone that have something to return', () => {
    const told = joined(
      story(replicated(2, 1, { topic: { partitions: 2 } }))
        .does('producer.send')
        .does('broker.produce')
        .repeats('replica.fetch'),
    ).does('consumer.poll');
    expect(told.state.members[0]).toMatchObject({ positions: [1, 0], positionEpochs: [0, -1] });
  });

  it('passes over nothing in a partition for whose records there is no room', () => {
    const draft = { topic: { partitions: 2 }, consumer: { 'max.poll.records': 1 }, scope: { records: 2 } };
    const told = joined(story(transactional(draft)));
    for (const commit of [true, false]) {
      stored(told).does('producer.end-transaction', { commit });
      told.repeats('transaction.write-marker', 'transaction.complete');
    }
    expect(told.does('consumer.poll').state.members[0]).toMatchObject({ batch: [{ value: 0 }], positions: [2, 0] });
  });

  it('returns nothing above the high watermark', () => {
    const told = joined(
      story(replicated(2, 1, { producer: { acks: '1' } }))
        .does('producer.send')
        .does('broker.produce'),
    );
    expect(told.can('consumer.poll')).toBe(false);
    told.repeats('replica.fetch');
    expect(told.can('consumer.poll')).toBe(true);
  });
});

describe('a new owner', () => {
  it('starts at the committed offset', () => {
    const told = joined(stored(story({ scope: { members: 2 }, faults: { rebalance: 1 } })))
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit')
      .does('rebalance')
      .repeats('consumer.join')
      .does('group.complete', { shift: 1 })
      .repeats('consumer.sync');
    expect([positionOf(told, 0), positionOf(told, 1)]).toEqual([-1, 1]);
    expect(has(told.state.ledger.incidents, Incident.wrongStart)).toBe(false);
  });

  it('starts where auto.offset.reset says when nothing is committed', () => {
    const startOf = (reset: string) => positionOf(joined(stored(story({ consumer: { 'auto.offset.reset': reset } }))));
    expect([startOf('earliest'), startOf('latest')]).toEqual([0, 1]);
  });

  it('cannot start with auto.offset.reset=none and nothing committed', () => {
    const told = stored(story({ consumer: { 'auto.offset.reset': 'none' } })).does('group.complete');
    expect(told.can('consumer.sync')).toBe(false);
  });
});

describe('a position in a log that was truncated', () => {
  /** The reader has read two records of which the new leader has only the first; it then writes two others. */
  const truncated = (kafka: string) =>
    joined(
      story(
        replicated(2, 1, {
          kafka,
          producer: { acks: '1' },
          broker: { 'unclean.leader.election.enable': true },
          faults: { 'broker.crash': 1 },
          scope: { records: 4, lags: 1 },
        }),
      ),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .repeats('replica.fetch')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('replica.lag', { broker: 1 })
      .does('controller.alter-partition')
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.process')
      .does('consumer.commit')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('controller.elect-unclean')
      .does('broker.update-metadata', { broker: 1 })
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .settles();

  it('is noticed by its leader epoch, and the reader goes back to where the logs part (KIP-320)', () => {
    expect(processedBy(truncated('2.3'))).toEqual([0, 1, 2, 3]);
  });

  it('is not noticed before: what was written in its place is skipped', () => {
    expect(processedBy(truncated('2.2'))).toEqual([0, 1, 3]);
  });

  /** The only broker has lost the second of two records that the reader has read. */
  const cutShort = (kafka: string) =>
    stored(stored(joined(story({ kafka, faults: { 'broker.power-loss': 1 }, scope: { records: 3 } }))))
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.process')
      .does('consumer.commit')
      .does('broker.power-loss', { keeps: 1 })
      .repeats('controller.fence-broker')
      .does('broker.restart')
      .does('broker.update-metadata');

  it('is noticed on the only broker as well, whose leader epoch is a new one', () => {
    expect(positionOf(cutShort('4.1').does('consumer.poll'))).toBe(1);
    expect(processedBy(stored(cutShort('4.1')).settles())).toEqual([0, 1, 2]);
  });

  it('was out of range there before, and reset, or not noticed once the log was as long again', () => {
    expect(positionOf(cutShort('2.2').does('consumer.poll'))).toBe(0);
    expect(processedBy(stored(cutShort('2.2')).settles())).toEqual([0, 1]);
  });
});

describe('several groups', () => {
  it('each get the whole stream', () => {
    const told = story(small({ scope: { groups: 2 } })).settles('producer.give-up');
    expect([processedBy(told, 0), processedBy(told, 1)]).toEqual([[0], [0]]);
  });
});

describe('a consumer that learns of a rebalance inside poll()', () => {
  const rebalancing = (kafka: string): Story =>
    stored(
      joined(
        stored(
          story({
            kafka,
            consumer: { 'enable.auto.commit': true },
            faults: { rebalance: 1 },
            scope: { records: 2 },
          }),
        ),
      )
        .does('consumer.poll')
        .does('consumer.process')
        .does('rebalance'),
    ).does('consumer.poll');

  it('returns records in 3.2.2 whose positions no commit will cover (KAFKA-14196)', () => {
    const told = rebalancing('3.2.2').does('consumer.process');
    expect([positionOf(told), committedOffset(told), told.can('consumer.poll')]).toEqual([1, 1, false]);
    expect(processedBy(told.settles())).toEqual([0, 1, 1]);
  });

  it('goes on as before when it is a cooperative one, which gives nothing up yet', () => {
    const cooperative = { 'enable.auto.commit': true, 'partition.assignment.strategy': 'cooperative' } as const;
    const told = joined(stored(story({ kafka: '3.2.2', consumer: cooperative, faults: { rebalance: 1 } })));
    expect(told.does('rebalance').can('consumer.poll')).toBe(true);
  });

  it('returns them as well where nothing is committed by itself', () => {
    const told = joined(stored(story({ kafka: '3.2.2', faults: { rebalance: 1 } }))).does('rebalance');
    expect([told.can('consumer.poll'), told.can('consumer.join')]).toEqual([true, true]);
  });

  it('commits them with the revocation since 3.2.3', () => {
    const told = rebalancing('3.2.3').does('consumer.process').does('consumer.join');
    expect(committedOffset(told)).toBe(2);
  });
});

describe('a consumer that starts at the latest offset', () => {
  const newLeader = (kafka: string): Story =>
    story(
      replicated(2, 2, {
        kafka,
        producer: { acks: 'all' },
        consumer: { 'auto.offset.reset': 'latest' },
        faults: { 'leader.moved': 1 },
      }),
    )
      .does('producer.send')
      .does('broker.produce')
      .does('replica.fetch')
      .does('leader.moved')
      .does('broker.update-metadata', { broker: 0 })
      .does('broker.update-metadata', { broker: 1 })
      .does('group.complete');

  it('was told a high watermark from before the leader led, and waits for it since KIP-207', () => {
    const told = newLeader('2.1').does('consumer.sync');
    expect(positionOf(told)).toBe(0);
    const waiting = newLeader('2.2');
    expect(waiting.can('consumer.sync')).toBe(false);
    waiting.repeats('replica.fetch').does('consumer.sync');
    expect(positionOf(waiting)).toBe(1);
  });
});
