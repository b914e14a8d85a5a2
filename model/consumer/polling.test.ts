import { describe, expect, it } from 'vitest';
import { Incident } from '../application/ledger.ts';
import { has } from '../sets.ts';
import { processedBy } from '../testing/looking.ts';
import { replicated, type Story, small, story } from '../testing/story.ts';

const committedOffset = ({ state }: Story) => state.groups[0].committed[0];
const positionOf = ({ state }: Story, member = 0) => state.members[member].positions[0];

const stored = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');
const joined = (told: Story): Story => told.does('group.complete', { shift: 0 }).repeats('consumer.sync');

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

  it('commits on revocation', () => {
    const told = joined(stored(story({ ...automatic, scope: { records: 1 }, faults: { rebalance: 1 } })))
      .does('consumer.poll')
      .does('consumer.process')
      .does('rebalance')
      .does('consumer.join');
    expect(committedOffset(told)).toBe(1);
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
});

describe('several groups', () => {
  it('each get the whole stream', () => {
    const told = story(small({ scope: { groups: 2 } })).settles('producer.give-up');
    expect([processedBy(told, 0), processedBy(told, 1)]).toEqual([[0], [0]]);
  });
});
