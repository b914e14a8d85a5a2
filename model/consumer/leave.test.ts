import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset, outputsOf, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story, transforming } from '../testing/story.ts';

const automatic: SetupDraft = { consumer: { 'enable.auto.commit': true } };

const ready = (draft: SetupDraft): Story =>
  story({ ...draft, scope: { records: 2, ...draft.scope } })
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync');

/** Two records are polled, the first is processed, and the handler throws for the second. */
const failed = (draft: SetupDraft): Story =>
  ready({ ...draft, faults: { 'processing.failed': 1 } })
    .does('consumer.poll')
    .does('consumer.process')
    .does('processing.failed');

/** The process is asked to stop before it polls. */
const stopped = (draft: SetupDraft): Story =>
  ready({ ...draft, faults: { 'consumer.close': 1, ...draft.faults } }).does('consumer.close', { member: 0 });

describe('close()', () => {
  it('with enable.auto.commit commits what poll() has returned, the record that failed included', () => {
    const told = failed(automatic).does('consumer.leave');
    expect(committedOffset(told)).toBe(2);
    expect(processedBy(told.settles())).toEqual([0]);
  });

  it('commits no more than the poll before has returned with a client that is told so by the next poll', () => {
    const told = failed({ ...automatic, client: { commitsInHand: false } }).does('consumer.leave');
    expect(committedOffset(told)).toBe(-1);
    expect(processedBy(told.settles())).toEqual([0, 0, 1]);
  });

  it('between two polls commits all that was polled, whatever it covers of a batch', () => {
    const told = ready({ ...automatic, client: { commitsInHand: false }, faults: { 'consumer.close': 1 } })
      .does('consumer.poll')
      .repeats('consumer.process')
      .does('consumer.close')
      .does('consumer.leave');
    expect(committedOffset(told)).toBe(2);
  });

  it('commits nothing by itself where the application commits', () => {
    const told = failed({}).does('consumer.leave');
    expect(committedOffset(told)).toBe(-1);
    expect(processedBy(told.settles())).toEqual([0, 0, 1]);
  });

  it('comes after a last commit with on.close, of what has been processed', () => {
    const told = failed({ application: { 'on.close': 'commit' } }).does('consumer.leave');
    expect(committedOffset(told)).toBe(1);
    expect(processedBy(told.settles())).toEqual([0, 1]);
  });

  it('with close-dirty comes after no last commit, neither by the loop nor by its listener', () => {
    const dirty = { 'on.processing.failure': 'close-dirty', 'on.close': 'commit', 'on.revoke': 'commit' };
    const told = failed({ application: dirty }).does('consumer.leave');
    expect(committedOffset(told)).toBe(-1);
    expect(processedBy(told.settles())).toEqual([0, 0, 1]);
  });

  it('with close-dirty still commits at an orderly end', () => {
    const dirty = { 'on.processing.failure': 'close-dirty', 'on.close': 'commit', processing: 'async' };
    const told = ready({ application: dirty, faults: { 'consumer.close': 1 } })
      .does('consumer.poll')
      .does('worker.process')
      .does('consumer.close')
      .does('consumer.leave');
    expect(committedOffset(told)).toBe(1);
  });

  it('calls onPartitionsRevoked, where commit.on.revoke commits', () => {
    expect(committedOffset(failed({ application: { 'commit.on.revoke': true } }).does('consumer.leave'))).toBe(1);
  });

  it('leaves the group at once, and the others rebalance', () => {
    const told = stopped({ scope: { members: 2 } }).does('consumer.leave');
    expect(told.state.groups[0]).toMatchObject({ members: 0b10, phase: 'preparing' });
    expect(told.can('group.evict')).toBe(false);
    expect(processedBy(told.settles())).toEqual([0, 1]);
  });

  it('gives its partitions up under KIP-848', () => {
    const told = stopped({ consumer: { 'group.protocol': 'consumer' } }).does('consumer.leave');
    expect(told.state.groups[0].assignment).toEqual([-1]);
  });

  it('is followed by a new process', () => {
    const told = stopped({}).does('consumer.leave');
    expect(told.state.members[0].status).toBe('closed');
    expect(told.does('consumer.restart').can('consumer.join')).toBe(true);
  });

  it('neither commits nor leaves while nobody answers as coordinator', () => {
    const draft = replicated(2, 1, { ...automatic, faults: { 'broker.crash': 1, 'processing.failed': 1 } });
    const told = story(draft)
      .repeats('producer.send', 'broker.produce', 'replica.fetch', 'producer.receive')
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('processing.failed')
      .does('broker.crash', { broker: 1 })
      .does('consumer.leave');
    expect([committedOffset(told), told.state.groups[0].members]).toEqual([-1, 1]);
    expect(told.can('consumer.restart')).toBe(false);
    expect(told.does('controller.fence-broker').does('group.evict').can('consumer.restart')).toBe(true);
  });

  it('of a member that its group goes on without commits nothing', () => {
    const told = ready({ ...automatic, faults: { 'consumer.close': 1, 'consumer.stall': 1 } })
      .does('consumer.poll')
      .repeats('consumer.process')
      .does('consumer.close')
      .does('consumer.stall')
      .does('group.evict')
      .does('consumer.resume')
      .does('consumer.leave');
    expect(committedOffset(told)).toBe(-1);
  });

  it('of a member that has not learned the newest generation leaves the group as well', () => {
    const told = ready({
      consumer: { 'partition.assignment.strategy': 'cooperative' },
      faults: { 'consumer.close': 1, rebalance: 1 },
      scope: { members: 2 },
    });
    told.does('rebalance').repeats('consumer.join').does('group.complete', { shift: 1 });
    expect(told.does('consumer.close', { member: 0 }).does('consumer.leave').state.groups[0].members).toBe(0b10);
  });

  it('does not stop a worker, which goes on until the process ends', () => {
    const handed = (): Story =>
      ready({ application: { processing: 'async' }, faults: { 'consumer.close': 1 } })
        .does('consumer.poll')
        .does('consumer.close')
        .does('consumer.leave');
    expect(processedBy(handed().does('worker.process'))).toEqual([0]);
    const restarted = handed().does('consumer.restart');
    expect(restarted.can('worker.process')).toBe(false);
    expect(processedBy(handed().does('worker.process').does('consumer.restart').settles())).toEqual([0, 0, 1]);
  });

  it('waits for the worker of a listener that drains, and commits what it has done', () => {
    const told = ready({
      application: { processing: 'async', 'on.revoke': 'drain' },
      faults: { 'consumer.close': 1 },
    })
      .does('consumer.poll')
      .does('consumer.close');
    expect(told.can('consumer.leave')).toBe(false);
    told.repeats('worker.process').does('consumer.leave');
    expect(committedOffset(told)).toBe(2);
  });

  it('does not commit what a worker has not finished, with on.close', () => {
    const told = ready({
      application: { processing: 'async', 'on.close': 'commit' },
      faults: { 'consumer.close': 1 },
    })
      .does('consumer.poll')
      .does('worker.process')
      .does('consumer.close')
      .does('consumer.leave');
    expect(committedOffset(told)).toBe(1);
  });
});

describe('close() in a transform', () => {
  const sent = (draft: SetupDraft): Story =>
    story({ ...draft, faults: { 'processing.failed': 1 }, scope: { records: 2 } })
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('processing.failed');

  it('waits for what was sent', () => {
    const told = sent({ application: { shape: 'transform' } });
    expect(told.can('consumer.leave')).toBe(false);
    told.does('broker.produce').does('producer.receive').does('consumer.leave');
    expect(outputsOf(told.settles())).toEqual([0, 0, 1]);
  });

  it('aborts the transaction that its loop has left open', () => {
    const told = sent(transforming()).does('broker.produce').does('producer.receive');
    expect(told.can('consumer.leave')).toBe(false);
    told.does('producer.end-transaction', { commit: false }).does('consumer.leave');
    expect(outputsOf(told.settles())).toEqual([0, 1]);
  });

  it('commits nothing on.close where offsets go with the transactions', () => {
    const draft = transforming({ application: { 'on.close': 'commit' } });
    const told = sent(draft).does('broker.produce').does('producer.receive').does('producer.end-transaction');
    expect(committedOffset(told.does('consumer.leave'))).toBe(-1);
  });

  it('sends nothing again that fails as it is closed', () => {
    const draft = { application: { shape: 'transform', 'on.send.failure': 'resend' } } as const;
    const told = story({ ...draft, faults: { 'processing.failed': 1, 'request.refused': 1 }, scope: { records: 2 } })
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('processing.failed')
      .does('request.refused')
      .does('producer.receive');
    expect(told.state.producers[0].resend).toEqual([]);
    expect(told.can('consumer.leave')).toBe(true);
  });
});
