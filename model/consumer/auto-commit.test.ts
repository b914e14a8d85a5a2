import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { taking } from '../testing/beginnings.ts';
import { processedBy } from '../testing/looking.ts';
import { type Story, story } from '../testing/story.ts';
import { withGroup } from '../update.ts';
import { autoCommit } from './auto-commit.ts';

const committed = ({ state }: Story, partition = 0) => state.groups[0].committed[partition];

const automatic = { consumer: { 'enable.auto.commit': true } };
/** A client that commits beside the loop. */
const beside = { autoCommitsPreviousPoll: false };

/** Everything is produced, and the first member has polled. */
function polled(client: object, draft: SetupDraft = {}): Story {
  const told = story({ ...draft, client });
  while (told.can('producer.send')) told.does('producer.send').does('broker.produce').does('producer.receive');
  return told.does('group.complete', { shift: 0 }).repeats('consumer.sync').does('consumer.poll', { member: 0 });
}

describe('an automatic commit', () => {
  it('of the Java client waits for the next poll', () => {
    expect(polled({}, automatic).can('consumer.auto-commit')).toBe(false);
  });

  it('that runs beside the loop covers what is in its hands', () => {
    const told = polled(beside, automatic).does('consumer.auto-commit');
    expect([committed(told), processedBy(told)]).toEqual([1, []]);
  });

  it('is not made by a process that stands still, though the group still counts it in', () => {
    const told = polled(beside, { ...automatic, faults: { 'consumer.stall': 1 } });
    expect(told.does('consumer.stall').can('consumer.auto-commit')).toBe(false);
    expect(told.does('consumer.resume').can('consumer.auto-commit')).toBe(true);
  });

  it('has nothing to do for a partition of which the member has read nothing', () => {
    const { world, state } = polled(beside, { ...automatic, topic: { partitions: 2 } });
    const due = (...committed: number[]) =>
      autoCommit.enabled(world, withGroup(state, 0, { ...state.groups[0], committed }), {
        type: 'consumer.auto-commit',
        member: 0,
      });
    expect(state.members[0].positions).toEqual([1, 0]);
    expect([due(-1, -1), due(1, -1), due(1, 0)]).toEqual([true, false, false]);
  });

  it('has nothing to do about what others have committed, and there is none without enable.auto.commit', () => {
    const told = polled(beside, { ...automatic, scope: { members: 2, records: 2 }, topic: { partitions: 2 } });
    told.does('consumer.poll', { member: 1 });
    for (const member of [0, 1]) told.does('consumer.auto-commit', { member });
    expect([committed(told, 0), committed(told, 1)]).toEqual([1, 1]);
    expect(told.can('consumer.auto-commit')).toBe(false);
    expect(polled(beside).can('consumer.auto-commit')).toBe(false);
  });
});

describe("the automatic commit of KIP-848's consumer", () => {
  const polledOn = (kafka: string, automatic = true): Story =>
    polled({}, { kafka, consumer: { 'enable.auto.commit': automatic, 'group.protocol': 'consumer' } });

  it('covers what poll() is just returning before 4.0, and from 4.2 on again', () => {
    const versions = ['3.9', '4.0', '4.1', '4.2', '4.3'];
    expect(versions.filter((kafka) => polledOn(kafka).can('consumer.auto-commit'))).toEqual(['3.9', '4.2', '4.3']);
    expect(committed(polledOn('4.3').does('consumer.auto-commit'))).toBe(1);
  });

  it('may be that of what the poll before has returned all the same', () => {
    const told = polledOn('4.3').does('consumer.process').does('consumer.poll');
    expect([committed(told), processedBy(told)]).toEqual([1, [0]]);
  });

  it('is none without enable.auto.commit', () => {
    expect(polledOn('3.9', false).can('consumer.auto-commit')).toBe(false);
  });
});

describe("the automatic commit of KIP-848's consumer for its next assignment", () => {
  const rebalancing = (kafka: string, draft: SetupDraft = {}): Story =>
    taking({ kafka, faults: { 'response.lost': 1, 'consumer.close': 1 }, ...draft });

  it('is repeated with what is in hand when its answer is lost, as with 4.1.2', () => {
    const told = rebalancing('4.1');
    expect(committed(told)).toBe(-1);
    told.does('offset-commit-response.lost', { member: 0 });
    expect([committed(told), processedBy(told)]).toEqual([1, []]);
    expect(told.can('offset-commit-response.lost')).toBe(false);
  });

  it('is none where the assignment does not change, nor where the application commits', () => {
    const may = (told: Story): boolean => told.can('offset-commit-response.lost', { member: 0 });
    expect(may(rebalancing('4.1'))).toBe(true);
    expect(may(rebalancing('4.1').does('consumer.process'))).toBe(false);
    const steady = polled(
      {},
      {
        kafka: '4.1',
        consumer: { 'enable.auto.commit': true, 'group.protocol': 'consumer' },
        faults: { 'response.lost': 1 },
      },
    );
    expect(may(steady)).toBe(false);
    expect(may(rebalancing('4.1', { consumer: { 'group.protocol': 'consumer' } }))).toBe(false);
  });

  it('is one of those that run beside the loop from 4.2 on', () => {
    const told = rebalancing('4.2');
    expect([told.can('offset-commit-response.lost'), told.can('consumer.auto-commit')]).toEqual([false, true]);
  });

  it('had nothing to cover of what is given up, of which poll() returns no more', () => {
    const told = rebalancing('4.1').does('consumer.process').repeats('consumer.sync');
    expect(told.state.members[0].owned).toBe(0b11);
    told.does('consumer.restart').does('consumer.join').does('group.complete', { shift: 1 });
    expect(told.can('offset-commit-response.lost')).toBe(false);
  });
});
