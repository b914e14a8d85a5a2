import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { type Story, story } from '../testing/story.ts';

const committed = ({ state }: Story): readonly number[] => state.groups[0].committed;

const consuming = (draft: SetupDraft = {}): Story =>
  story({
    kafka: '4.1',
    faults: { 'connection.lost': 1, rebalance: 1, 'consumer.crash': 1 },
    ...draft,
    scope: { records: 2, ...draft.scope },
  });

const started = (draft: SetupDraft = {}): Story => consuming(draft).does('group.complete').does('consumer.sync');

const written = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

/** The next record is written and processed, up to its commit. */
const processed = (told: Story): Story => written(told).does('consumer.poll').does('consumer.process');

/** Of two commits the first is late: its member has sent it once more, and the second. */
const overtaken = (told: Story): Story =>
  processed(processed(told).does('offset-commit.delayed').does('consumer.commit')).does('consumer.commit');

describe('an OffsetCommit that arrives behind the next one', () => {
  it('takes the offset of its group back, where the next owner starts', () => {
    const told = overtaken(started()).does('network.arrive-commit');
    expect(committed(told)).toEqual([1]);
    told.does('rebalance').does('consumer.join').does('group.complete').does('consumer.sync').does('consumer.poll');
    expect(told.state.members[0].batch.map(({ value }) => value)).toEqual([1]);
  });

  it('is as good as in time before the next one', () => {
    const told = processed(started()).does('offset-commit.delayed').does('network.arrive-commit');
    expect(committed(told)).toEqual([1]);
    expect(committed(processed(told.does('consumer.commit')).does('consumer.commit'))).toEqual([2]);
  });

  it('is taken while the group prepares a rebalance, and no more in the next generation', () => {
    const told = overtaken(started()).does('rebalance').does('consumer.join');
    expect(told.can('network.arrive-commit')).toBe(true);
    expect(told.does('group.complete').can('network.arrive-commit')).toBe(false);
  });

  it('outlives its process, and not the session of that: UNKNOWN_MEMBER_ID', () => {
    const told = overtaken(started()).does('consumer.crash', { late: false });
    expect(told.can('network.arrive-commit')).toBe(true);
    expect(told.does('group.evict').can('network.arrive-commit')).toBe(false);
  });

  it('has no effect behind an orderly end that commits nothing', () => {
    const told = overtaken(started({ faults: { 'connection.lost': 1, 'consumer.close': 1 } }))
      .does('consumer.close')
      .does('consumer.leave');
    expect(told.can('network.arrive-commit')).toBe(false);
  });

  it('may come between the last commit of a member that is closed and its LeaveGroup', () => {
    const application = { 'on.close': 'commit' as const };
    const told = overtaken(started({ application, faults: { 'connection.lost': 1, 'consumer.close': 1 } }))
      .does('consumer.close')
      .does('consumer.leave')
      .does('network.arrive-commit');
    expect(committed(told)).toEqual([1]);
  });

  it('names no generation with assign(), and is taken from whoever is gone', () => {
    const told = overtaken(consuming({ application: { subscription: 'assign' } }).does('consumer.sync'))
      .does('consumer.crash', { late: false })
      .does('consumer.restart')
      .does('consumer.sync')
      .does('network.arrive-commit');
    expect([told.state.members[0].positions, committed(told)]).toEqual([[2], [1]]);
  });

  it('is one of the positions that poll() commits by itself (enable.auto.commit), and goes back as well', () => {
    const automatic: SetupDraft = { consumer: { 'enable.auto.commit': true }, application: { commit: 'auto' } };
    const told = processed(processed(started(automatic)).does('offset-commit.delayed'));
    told.does('consumer.poll').does('network.arrive-commit');
    expect(committed(told)).toEqual([1]);
  });
});

describe('under KIP-848 a late OffsetCommit', () => {
  const kip848 = { 'group.protocol': 'consumer' as const };

  /** The member's epoch is raised, and it keeps its partition. */
  const raised = (kafka: string): Story =>
    overtaken(started({ kafka, consumer: kip848 }))
      .does('rebalance')
      .does('group.complete')
      .does('consumer.sync');

  it('is refused once the epoch of its member was raised: STALE_MEMBER_EPOCH', () => {
    expect(raised('4.2').can('network.arrive-commit')).toBe(false);
  });

  it('is taken all the same as long as the member keeps its partition since KIP-1251 (4.3)', () => {
    expect(committed(raised('4.3').does('network.arrive-commit'))).toEqual([1]);
  });

  const givenUp = (draft: SetupDraft): Story =>
    overtaken(
      consuming({ consumer: kip848, scope: { members: 2 }, ...draft })
        .does('group.complete', { shift: 0 })
        .does('consumer.sync', { member: 0 }),
    )
      .does('rebalance')
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 0 });

  it.each(['4.2', '4.3'])('is refused once its member has given the partition up: %s', (kafka) => {
    expect(givenUp({ kafka }).can('network.arrive-commit')).toBe(false);
  });

  it.each(['4.2', '4.3'])('may come behind the commit of the listener, until somebody else has it: %s', (kafka) => {
    const told = givenUp({ kafka, application: { 'on.revoke': 'commit' } });
    expect(told.can('network.arrive-commit')).toBe(true);
    expect(told.does('consumer.sync', { member: 1 }).can('network.arrive-commit')).toBe(false);
  });
});

describe('no OffsetCommit is late', () => {
  const isLate = (draft: SetupDraft): boolean => processed(started(draft)).can('offset-commit.delayed');

  it.each<readonly [string, SetupDraft]>([
    ['where no connection breaks', { faults: { rebalance: 1 } }],
    ['where nobody starts where it has committed', { faults: { 'connection.lost': 1 } }],
    ['of a client whose commits are on their way by themselves', { client: { commitsInOrder: false } }],
  ])('%s', (_, draft) => expect(isLate(draft)).toBe(false));
});
