import { describe, expect, it } from 'vitest';
import { Incident } from '../observer/ledger.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { has } from '../sets.ts';
import { joined, stored } from '../testing/beginnings.ts';
import { processedBy } from '../testing/looking.ts';
import { type Story, story, transactional, transforming } from '../testing/story.ts';

const committed = ({ state }: Story, partition = 0) => state.groups[0].committed[partition];
const position = ({ state }: Story, member = 0) => state.members[member].positions[0];
const inHand = ({ state }: Story, member = 0) => state.members[member].batch.map(({ value }) => value);

/** Everything is produced, and the first member has polled. */
function polled(client: object, draft: SetupDraft = {}): Story {
  const told = story({ ...draft, client, scope: { records: 1, ...draft.scope } });
  while (told.can('producer.send')) stored(told);
  return joined(told).does('consumer.poll', { member: 0 });
}

/** A rebalance that everybody joins, and after which member `shift` owns the first partition. */
const rebalanced = (told: Story, shift: number): Story =>
  told.does('rebalance').repeats('consumer.join').does('group.complete', { shift }).repeats('consumer.sync');

const two = { scope: { members: 2, records: 2 }, faults: { rebalance: 2 } };
const rebalance = { faults: { rebalance: 1 } };

describe('a client that stores offsets late', () => {
  const committedByFirst = (lateOffsetStore: string): Story =>
    rebalanced(
      polled({ lateOffsetStore }, { ...two, consumer: { 'max.poll.records': 1 } })
        .does('consumer.process')
        .does('consumer.commit'),
      1,
    )
      .does('consumer.poll', { member: 1 })
      .does('consumer.process')
      .does('consumer.commit');

  it('commits the old offset when the partition comes back, and starts there', () => {
    const told = rebalanced(committedByFirst('kept'), 0);
    expect([committed(told), position(told)]).toEqual([1, 1]);
  });

  it.each(['refused', 'committed'])('starts where the group is when it has forgotten it by then: %s', (how) => {
    const told = rebalanced(committedByFirst(how), 0);
    expect([committed(told), position(told)]).toEqual([2, 2]);
  });

  it('keeps what it has stored beyond the revocation, where the Java client has nothing to keep', () => {
    const kept = (lateOffsetStore: string) =>
      rebalanced(
        polled({ lateOffsetStore }, { ...two, topic: { partitions: 2 } })
          .does('consumer.process', { member: 0 })
          .does('consumer.commit', { member: 0 }),
        1,
      ).state.members[0].stored;
    expect([kept('refused'), kept('kept'), kept('committed')]).toEqual([[], [1, -1], [1, -1]]);
  });

  it('may name the partition in its next commit, whoever owns it', () => {
    const told = rebalanced(
      polled({ lateOffsetStore: 'committed' }, { ...two, topic: { partitions: 2 } })
        .does('consumer.process', { member: 0 })
        .does('consumer.commit', { member: 0 }),
      1,
    )
      .does('consumer.poll', { member: 0 })
      .does('consumer.process', { member: 0 })
      .does('consumer.commit', { member: 0 });
    expect(has(told.state.ledger.incidents, Incident.foreignCommit)).toBe(true);
    expect(told.state.members[0].stored).toEqual([-1, 1]);
  });
});

describe('a rebalance', () => {
  it('waits for the batch of the Java client', () => {
    const told = polled({}, rebalance).does('rebalance');
    expect(told.can('consumer.join')).toBe(false);
  });

  it('is joined in the middle of a batch by a client that keeps its batch, which it commits afterwards', () => {
    const told = polled({ dropsBatchOnRebalance: false }, { ...rebalance, scope: { members: 2 } });
    rebalanced(told, 1);
    expect([inHand(told), told.state.members[0].owned]).toEqual([[0], 0]);
    told.does('consumer.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect(committed(told)).toBe(1);
  });

  it('that takes the partition away leaves nothing to commit of it to a client that commits what is assigned alone', () => {
    const two = { ...rebalance, scope: { members: 2 } };
    const told = polled({ dropsBatchOnRebalance: false, commitsUnassigned: false }, two);
    rebalanced(told, 1);
    told.does('consumer.process', { member: 0 }).does('consumer.commit', { member: 0 });
    expect([committed(told), processedBy(told.settles())]).toEqual([-1, [0, 0]]);
  });

  it('leaves nothing fetched ahead in the queue of the Java client', () => {
    const told = joined(stored(story(rebalance)));
    expect(inHand(rebalanced(told, 0))).toEqual([]);
  });

  it('leaves what was fetched ahead in a queue that is not flushed, to be delivered besides what is fetched anew', () => {
    const told = rebalanced(joined(stored(story({ ...rebalance, client: { flushesQueueOnRebalance: false } }))), 0);
    expect([inHand(told), position(told)]).toEqual([[0], 0]);
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('leaves nothing in such a queue of a partition that nobody leads', () => {
    const draft = { cluster: { brokers: 2 }, faults: { rebalance: 1, 'broker.crash': 1 } };
    const told = joined(stored(story({ ...draft, client: { flushesQueueOnRebalance: false } })))
      .does('rebalance')
      .does('broker.crash', { broker: 0 })
      .does('consumer.join');
    expect(inHand(told)).toEqual([]);
  });

  it('leaves a partition that moved away in a fetch session that is not told', () => {
    const draft = { ...two, topic: { partitions: 2 } };
    const moved = (client: object) =>
      rebalanced(joined(story({ ...draft, client })), 1)
        .does('producer.send')
        .does('broker.produce')
        .can('consumer.poll', { member: 0 });
    expect([moved({}), moved({ forgetsRevokedPartitions: false })]).toEqual([false, true]);
  });

  it('makes an OffsetFetch fail that names the epoch before, which is no lack of a commit', () => {
    const draft = { ...two, consumer: { 'group.protocol': 'consumer' } };
    const started = (client: object) => {
      const told = polled(client, { ...draft, scope: { members: 2, records: 1 } })
        .does('consumer.process')
        .does('consumer.commit')
        .does('rebalance')
        .does('group.complete', { shift: 1 })
        .repeats('consumer.sync');
      return position(told, 1);
    };
    expect([started({}), started({ retriesOffsetFetch: false })]).toEqual([1, 0]);
  });

  it('lets a client that takes it for one start nowhere while nobody can tell where the partition ends', () => {
    const starts = (client: object) =>
      stored(
        joined(
          story({
            client,
            cluster: { brokers: 2 },
            consumer: { 'group.protocol': 'consumer', 'auto.offset.reset': 'latest' },
            faults: { rebalance: 1, 'broker.crash': 1 },
            scope: { members: 2 },
          }),
        ),
      )
        .does('consumer.poll')
        .does('consumer.process')
        .does('consumer.commit')
        .does('rebalance')
        .does('group.complete', { shift: 1 })
        .does('consumer.sync', { member: 0 })
        .does('broker.crash', { broker: 0 })
        .can('consumer.sync', { member: 1 });
    expect([starts({}), starts({ retriesOffsetFetch: false })]).toEqual([true, false]);
  });
});

describe('a cache of fetched records', () => {
  it('never expires with what a client that seeks back can lose', () => {
    expect(polled({}, { scope: { records: 2 } }).can('consumer.expire-cache')).toBe(false);
  });

  it('expires under a long handler, and the position stays behind what is discarded', () => {
    const told = polled({ seeksBackOnCacheExpiry: false }, { scope: { records: 2 } }).does('consumer.expire-cache');
    expect([inHand(told), position(told)]).toEqual([[0], 2]);
    expect(told.can('consumer.expire-cache')).toBe(false);
    expect(processedBy(told.settles())).toEqual([0]);
  });

  it('does not expire while the process stands still', () => {
    const draft = { scope: { records: 2 }, faults: { 'consumer.stall': 1 } };
    const told = polled({ seeksBackOnCacheExpiry: false }, draft).does('consumer.stall');
    expect(told.can('consumer.expire-cache')).toBe(false);
  });
});

describe('a commit', () => {
  const pipelined = (): Story =>
    polled({ commitsInOrder: false }, { ...two, consumer: { 'max.poll.records': 1 }, scope: { records: 2 } })
      .does('consumer.process')
      .does('consumer.commit')
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit');

  it('that is not waited for may be overtaken by the next one', () => {
    const told = pipelined();
    expect(committed(told)).toBe(-1);
    told.does('network.arrive', { index: 1 });
    expect(committed(told)).toBe(2);
    expect(committed(told.does('network.arrive', { index: 0 }))).toBe(1);
  });

  it('that is on its way keeps its member from a rebalance', () => {
    const told = pipelined().does('rebalance');
    expect(told.can('consumer.join')).toBe(false);
    expect(told.repeats('network.arrive').can('consumer.join')).toBe(true);
  });

  it('that is on its way is refused when its member has been evicted, and lost with its process', () => {
    const crashed = polled({ commitsInOrder: false }, { faults: { 'consumer.crash': 1 } })
      .does('consumer.process')
      .does('consumer.commit')
      .does('consumer.crash');
    expect(crashed.can('network.arrive')).toBe(false);
    const evicted = polled({ commitsInOrder: false }, { faults: { 'consumer.stall': 1 } })
      .does('consumer.process')
      .does('consumer.commit')
      .does('consumer.stall')
      .does('group.evict')
      .does('network.arrive');
    expect(committed(evicted)).toBe(-1);
  });

  it('that is refused during a cooperative rebalance leaves the member its partitions, or loses them', () => {
    const draft = { ...rebalance, consumer: { 'partition.assignment.strategy': 'cooperative' } };
    const owned = (client: object) => {
      const told = stored(joined(story({ ...draft, client })))
        .does('rebalance')
        .does('consumer.join')
        .does('group.complete')
        .does('consumer.poll')
        .does('consumer.process')
        .does('consumer.commit');
      return [told.state.members[0].owned, position(told)];
    };
    expect([owned({}), owned({ keepsAssignmentOnIllegalGeneration: false })]).toEqual([
      [1, 1],
      [0, -1],
    ]);
  });

  it('before processing that is refused drops the batch with the assignment', () => {
    const draft = { application: { commit: 'before-processing' as const }, faults: { 'consumer.stall': 1 } };
    const told = polled({}, { ...draft, scope: { members: 2 } })
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.resume')
      .does('consumer.commit');
    expect([inHand(told), told.state.members[0].owned, committed(told)]).toEqual([[], 0, -1]);
    expect(told.can('consumer.join', { member: 0 })).toBe(true);
  });

  it('of the last record instead of the next one has it delivered again', () => {
    const off = (client: object) => {
      const told = polled(client, rebalance).does('consumer.process').does('consumer.commit');
      return [committed(told), processedBy(told.does('rebalance').settles())];
    };
    expect(off({})).toEqual([1, [0]]);
    expect(off({ commitsNextOffset: false })).toEqual([0, [0, 0]]);
  });

  it('inside a transaction is fenced only when the client names its generation', () => {
    const offsets = (client: object) => {
      const draft = transforming({ client, scope: { members: 2 }, faults: { 'consumer.stall': 1 } });
      const told = joined(story(draft))
        .does('consumer.poll', { member: 0 })
        .does('producer.send', { producer: 0 })
        .does('consumer.stall', { member: 0 })
        .does('group.evict', { member: 0 })
        .does('consumer.resume', { member: 0 })
        .does('consumer.send-offsets', { member: 0 });
      return told.state.groups[0].pending.length;
    };
    expect([offsets({}), offsets({ sendsGenerationWithOffsets: false })]).toEqual([0, 1]);
  });
});

describe('an abort marker of a transaction that wrote nothing', () => {
  /** The first transaction loses its only record on the way, the second one is aborted with its record in the log. */
  const read = (client: object) => {
    const draft = transactional({ kafka: '3.9', client, scope: { records: 2 }, faults: { 'request.lost': 1 } });
    const told = joined(story(draft))
      .does('producer.send')
      .does('request.lost')
      .does('producer.give-up')
      .does('producer.end-transaction', { commit: false })
      .repeats('transaction.write-marker', 'transaction.complete', 'producer.initialise');
    stored(told)
      .does('producer.end-transaction', { commit: false })
      .repeats('transaction.write-marker', 'transaction.complete');
    return inHand(told.does('consumer.poll'));
  };

  it('is ignored by the Java client', () => expect(read({})).toEqual([]));

  it('ends the next aborted transaction for a client that counts it', () => {
    expect(read({ ignoresEmptyAborts: false })).toEqual([1]);
  });
});
