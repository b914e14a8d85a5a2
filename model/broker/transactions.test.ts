import { describe, expect, it } from 'vitest';
import { committedOffset, logOf, outcomesOf, outputsOf } from '../testing/looking.ts';
import { outputWritten, type Story, story, transactional, transforming } from '../testing/story.ts';
import { endTransaction } from './transactions.ts';

const entryOf = ({ state }: Story) => state.transactions[0];

/** One record sent in a transaction and stored. */
const sent = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');
/** A member of the group owns the partition. */
const joined = (told: Story): Story => told.does('group.complete').does('consumer.sync');

describe('a transaction', () => {
  it('is not acknowledged by the answer to a send, but by the one to its commit', () => {
    const told = sent(story(transactional()));
    expect(outcomesOf(told)).toEqual(['none']);
    told.does('producer.end-transaction', { commit: true });
    expect(outcomesOf(told)).toEqual(['acknowledged']);
  });

  it('that is aborted failed', () => {
    const told = sent(story(transactional())).does('producer.end-transaction', { commit: false });
    expect(outcomesOf(told)).toEqual(['failed']);
  });

  it('holds a read_committed reader back at the last stable offset until its marker is written', () => {
    const told = sent(joined(story(transactional())));
    expect(told.can('consumer.poll')).toBe(false);
    told.does('producer.end-transaction', { commit: true });
    expect(told.can('consumer.poll')).toBe(false);
    told.does('transaction.write-marker').does('consumer.poll');
    expect(told.state.members[0].batch.map(({ value }) => value)).toEqual([0]);
  });

  it('does not hold a read_uncommitted reader back', () => {
    const told = sent(joined(story(transactional({ consumer: { 'isolation.level': 'read_uncommitted' } }))));
    expect(told.can('consumer.poll')).toBe(true);
  });

  it('that is aborted is skipped by a read_committed reader, whose position passes it', () => {
    const told = sent(joined(story(transactional())))
      .does('producer.end-transaction', { commit: false })
      .does('transaction.write-marker')
      .does('consumer.poll');
    expect(told.state.members[0]).toMatchObject({ batch: [], positions: [2] });
  });

  it('is over when every marker is on the whole ISR, and the next one waits for that', () => {
    const told = sent(story(transactional({ scope: { records: 2 } }))).does('producer.end-transaction', {
      commit: true,
    });
    expect(told.can('producer.send')).toBe(false);
    told.does('transaction.write-marker');
    expect(told.can('producer.send')).toBe(false);
    told.does('transaction.complete');
    expect(entryOf(told).status).toBe('complete-commit');
    expect(told.can('producer.send')).toBe(true);
  });

  it('has its marker in one partition and not yet in the other', () => {
    const told = story(transactional({ topic: { partitions: 2 }, scope: { records: 2 } }));
    sent(sent(told)).does('producer.end-transaction', { commit: true });
    told.does('transaction.write-marker', { partition: 1 });
    expect([logOf(told, 0, 0), logOf(told, 0, 1)]).toEqual([[0], [1, 'commit']]);
    expect(told.can('transaction.complete')).toBe(false);
    told.does('transaction.write-marker', { partition: 0 }).does('transaction.complete');
    expect(logOf(told, 0, 0)).toEqual([0, 'commit']);
  });

  it('gets a new epoch at its end with transaction.version 2, and not before', () => {
    const epochAfter = (kafka: string) =>
      entryOf(sent(story(transactional({ kafka }))).does('producer.end-transaction', { commit: true })).epoch;
    expect([epochAfter('3.9'), epochAfter('4.1')]).toEqual([0, 1]);
  });

  it('is committed once when EndTxn is repeated after a lost response', () => {
    const told = sent(story(transactional({ faults: { 'response.lost': 1 } })))
      .does('end-transaction-response.lost', { producer: 0, commit: true })
      .does('transaction.write-marker')
      .does('transaction.complete')
      .does('producer.end-transaction', { commit: true })
      .settles();
    expect([logOf(told), outcomesOf(told), entryOf(told).epoch]).toEqual([[0, 'commit'], ['acknowledged'], 1]);
  });
});

describe('InitProducerId', () => {
  const crashed = () =>
    sent(story(transactional({ scope: { records: 2 }, faults: { 'producer.crash': 1 } })))
      .does('producer.crash', { late: false })
      .does('producer.restart');

  it('aborts what the older incarnation left open', () => {
    const told = crashed().does('producer.initialise');
    expect(entryOf(told)).toMatchObject({ status: 'prepare-abort', epoch: 1 });
    expect(told.can('producer.initialise')).toBe(false);
    told.does('transaction.write-marker').does('transaction.complete').does('producer.initialise');
    expect(entryOf(told)).toMatchObject({ status: 'empty', epoch: 2 });
    expect(logOf(told)).toEqual([0, 'abort']);
  });

  it('is asked by nobody whose process is down', () => {
    const told = story(transactional({ faults: { 'producer.crash': 2 } }))
      .does('producer.crash', { late: false })
      .does('producer.restart')
      .does('producer.crash', { late: false });
    expect(told.can('producer.initialise')).toBe(false);
    expect(told.does('producer.restart').can('producer.initialise')).toBe(true);
  });

  it('fences what the older incarnation still has on the wire', () => {
    const told = story(transactional({ scope: { records: 2 }, faults: { 'producer.crash': 1 } }))
      .does('producer.send')
      .does('producer.crash', { late: true })
      .does('producer.restart')
      .does('producer.initialise')
      .does('network.arrive');
    expect(logOf(told)).toEqual([]);
  });
});

describe('transaction.timeout.ms', () => {
  const timedOut = (kafka: string) =>
    story(transforming({ kafka, faults: { 'consumer.stall': 1 } }))
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('broker.produce')
      .does('consumer.stall')
      .does('transaction.time-out')
      .does('consumer.resume')
      .does('producer.receive');

  it('aborts the transaction of a producer that has stalled, and fences it', () => {
    const told = timedOut('4.1');
    expect(entryOf(told)).toMatchObject({ status: 'prepare-abort', epoch: 1 });
    told.does('transaction.write-marker').does('transaction.complete').does('consumer.send-offsets');
    expect(told.state.members[0].status).toBe('crashed');
  });

  it('does not fence it before KAFKA-6119: it goes on in a transaction that has been aborted', () => {
    const told = timedOut('0.11.0.1');
    expect(entryOf(told)).toMatchObject({ status: 'prepare-abort', epoch: 0 });
    told.does('transaction.write-marker').does('transaction.complete').does('consumer.send-offsets');
    expect(told.state.members[0].status).toBe('up');
  });
});

describe('offsets sent in a transaction', () => {
  const sentOffsets = () => sent(joined(story(transforming())).does('consumer.poll')).does('consumer.send-offsets');

  it('are pending until their marker is written', () => {
    const told = sentOffsets();
    expect([committedOffset(told), told.state.groups[0].pending.length]).toEqual([-1, 1]);
    told.does('producer.end-transaction', { commit: true });
    expect(committedOffset(told)).toBe(-1);
    told.does('transaction.write-offsets-marker');
    expect([committedOffset(told), told.state.groups[0].pending.length]).toEqual([1, 0]);
  });

  it('commit with the records, in either order of markers', () => {
    const offsetsFirst = sentOffsets()
      .does('producer.end-transaction', { commit: true })
      .does('transaction.write-offsets-marker');
    expect([committedOffset(offsetsFirst), logOf(offsetsFirst, 0, 1)]).toEqual([1, [0]]);
    offsetsFirst.does('transaction.write-marker').does('transaction.complete').settles();
    expect(outputsOf(offsetsFirst)).toEqual([0]);
  });

  it('have to be settled before the partition can be taken over (KIP-447)', () => {
    const takenOver = (kafka: string) => {
      const told = story(transforming({ kafka, faults: { 'consumer.stall': 1 }, scope: { members: 2 } }))
        .does('group.complete', { shift: 0 })
        .does('consumer.sync', { member: 0 })
        .does('consumer.sync', { member: 1 })
        .does('consumer.poll')
        .does('producer.send')
        .does('broker.produce')
        .does('producer.receive')
        .does('consumer.send-offsets')
        .does('consumer.stall', { member: 0 })
        .does('group.evict')
        .does('consumer.join', { member: 1 })
        .does('group.complete');
      return told.can('consumer.sync', { member: 1 });
    };
    expect([takenOver('2.4'), takenOver('2.5')]).toEqual([true, false]);
  });
});

describe('offsets that are applied after their marker was answered for (KAFKA-17507)', () => {
  const committedOnce = (kafka: string): Story =>
    outputWritten(transforming({ kafka, consumer: { 'max.poll.records': 1 }, scope: { records: 2 } }))
      .does('consumer.send-offsets')
      .does('producer.end-transaction')
      .repeats('transaction.write-marker', 'transaction.write-offsets-marker')
      .does('transaction.complete');

  it('are there when the transaction is over since 3.9.1', () => {
    expect(committedOffset(committedOnce('3.9.1'))).toBe(1);
  });

  it('came when the coordinator got round to it', () => {
    const told = committedOnce('3.9.0');
    expect(committedOffset(told)).toBe(-1);
    expect(committedOffset(told.does('group.apply-offsets'))).toBe(1);
  });

  it('came to their own group, where nobody else had to be waiting for any', () => {
    const told = story(transforming({ kafka: '3.9.0', scope: { groups: 2 } }))
      .does('group.complete', { group: 0 })
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('consumer.send-offsets')
      .does('producer.end-transaction')
      .does('transaction.write-offsets-marker')
      .does('group.apply-offsets');
    expect(told.state.groups.map(({ committed }) => committed)).toEqual([[1], [-1]]);
  });

  it('never came when those of the next transaction took their place', () => {
    const told = committedOnce('3.9.0').does('consumer.poll').does('producer.send').does('consumer.send-offsets');
    expect(told.can('group.apply-offsets')).toBe(false);
  });
});

describe('a marker whose answer is gone with its leader', () => {
  const written = (markerRetryAccepted: boolean): Story =>
    story(transactional({ faults: { 'broker.crash': 1 }, protocol: { markerRetryAccepted } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.receive')
      .does('producer.end-transaction', { commit: true })
      .does('transaction.write-marker')
      .does('broker.crash')
      .does('controller.fence-broker')
      .does('broker.restart')
      .does('broker.update-metadata');

  it('is written again and accepted', () => {
    expect(written(true).can('transaction.complete')).toBe(true);
  });

  it('was refused for its epoch, and the transaction stayed prepared (KAFKA-19999)', () => {
    expect(written(false).can('transaction.complete')).toBe(false);
  });
});

describe('EndTxn', () => {
  const open = (draft = {}): Story => sent(story(transactional(draft)));
  const ends = ({ world, state }: Story, epoch: number, commit: boolean) =>
    endTransaction(world, state, 0, epoch, commit);

  it.each([
    ['4.0', 1],
    ['3.6', 0],
  ])('repeated after a lost response is accepted and changes nothing, on %s', (kafka, bumped) => {
    const told = open({ kafka });
    const { epoch } = entryOf(told);
    told.does('producer.end-transaction', { commit: true });
    expect(entryOf(told).epoch).toBe(epoch + bumped);
    expect(ends(told, epoch, true)).toEqual({ state: told.state, accepted: true });
  });

  it.each(['4.0', '3.6'])('repeated under an older epoch is refused, on %s', (kafka) => {
    const told = open({ kafka });
    const { epoch } = entryOf(told);
    told.does('producer.end-transaction', { commit: true });
    expect(ends(told, epoch - 1, true)).toEqual({ state: told.state, accepted: false });
  });

  it.each([
    ['4.0', true],
    ['4.0', false],
    ['3.6', true],
    ['3.6', false],
  ])('that asks for the other end than the one decided is refused, on %s with a commit %s', (kafka, commit) => {
    const told = open({ kafka });
    const { epoch } = entryOf(told);
    told.does('producer.end-transaction', { commit });
    expect(ends(told, epoch, !commit).accepted).toBe(false);
  });

  it('of a zombie does not end the transaction of its successor', () => {
    const told = open();
    const { epoch } = entryOf(told);
    expect(ends(told, epoch - 1, true)).toEqual({ state: told.state, accepted: false });
  });
});
