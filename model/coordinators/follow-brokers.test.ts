import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { type Story, story } from '../testing/story.ts';

/** `__consumer_offsets` has replicas on brokers 2 and 1. */
const onTwo = (draft: SetupDraft = {}): Story =>
  story({
    cluster: { brokers: 3 },
    broker: { 'offsets.topic.replication.factor': 2 },
    faults: { 'broker.crash': 1, 'broker.disk-loss': 1 },
    ...draft,
  });

const logOf = ({ state }: Story) => state.offsetsLog;

describe('__consumer_offsets on two brokers', () => {
  it('survives the loss of one disk: the other broker leads, and the first fetches all of it', () => {
    const told = onTwo().does('broker.disk-loss', { broker: 2 }).does('controller.fence-broker');
    expect(logOf(told)?.leadership).toMatchObject({ leader: 1, isr: 0b010 });
    expect(told.can('group.complete')).toBe(true);
    told.does('broker.restart');
    expect(logOf(told)).toMatchObject({ leadership: { leader: 1, isr: 0b110 }, replicas: ['whole', 'whole', 'whole'] });
    expect(told.can('coordinator.load')).toBe(false);
  });

  it('is lost with the disk of the last one in sync', () => {
    const told = onTwo()
      .does('broker.crash', { broker: 2 })
      .does('controller.fence-broker')
      .does('group.complete')
      .does('broker.disk-loss', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.restart', { broker: 2 });
    // It was not in sync when the last one went down.
    expect(logOf(told)?.leadership.leader).toBe(-1);
    told.does('broker.restart', { broker: 1 });
    expect(logOf(told)).toMatchObject({ leadership: { leader: 1 }, replicas: ['whole', 'empty', 'empty'] });
    expect(told.does('coordinator.load').state.groups[0].generation).toBe(0);
  });

  it('takes no write while one of those in sync is down and not yet fenced', () => {
    const told = onTwo().does('broker.crash', { broker: 1 });
    expect(told.can('group.complete')).toBe(false);
    expect(told.does('controller.fence-broker').can('group.complete')).toBe(true);
  });

  it('loses nothing that is asked for where faults are too few, and has no log of its own then', () => {
    expect(logOf(onTwo({ faults: { 'broker.disk-loss': 1 } }))).toBeNull();
    expect(logOf(onTwo({ faults: { 'broker.crash': 2 } }))).toBeNull();
  });

  it('is lost by a leader that is back before its session has expired, before 3.3', () => {
    const told = onTwo({ kafka: '3.2', faults: { 'broker.disk-loss': 1 } })
      .does('broker.disk-loss', { broker: 2 })
      .does('broker.restart');
    expect(logOf(told)).toMatchObject({ leadership: { leader: 2 }, replicas: ['whole', 'empty', 'empty'] });
  });
});
