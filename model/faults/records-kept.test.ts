import { describe, expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { story, transactional } from '../testing/story.ts';
import { worldOf } from '../world.ts';
import { outgrowsRecordsKept, recordsKeptMax } from './records-kept.ts';

const boundOf = (draft: SetupDraft): readonly [number, boolean] => {
  const world = worldOf(setupOf(draft));
  return [recordsKeptMax(world), outgrowsRecordsKept(world)];
};

const unsafe = { acks: '1', 'enable.idempotence': false };

describe('how many records of a log a power failure is tried with', () => {
  it('is as many as the log can have', () => {
    expect(boundOf({ scope: { records: 2 } })).toEqual([12, false]);
    expect(boundOf({ scope: { records: 8 } })).toEqual([32, false]);
    expect(boundOf({ producer: unsafe, scope: { records: 8 } })).toEqual([64, false]);
    expect(boundOf({ topic: { partitions: 2 }, producer: unsafe, scope: { records: 8 } })).toEqual([32, false]);
  });

  it('is less where that is too much, or where transactions begin again and again: the verdict says so', () => {
    expect(boundOf({ producer: unsafe, scope: { records: 8, attempts: 5 } })).toEqual([64, true]);
    expect(boundOf(transactional())).toEqual([12, true]);
  });

  it('is more than twelve where a log has more', () => {
    const told = story({ faults: { 'broker.power-loss': 1 }, scope: { records: 8, attempts: 2, producers: 2 } });
    for (let sent = 0; sent < 16; sent += 1) {
      told.does('producer.send', { producer: sent % 2 }).does('broker.produce', { producer: sent % 2 });
      told.does('producer.receive', { producer: sent % 2 });
    }
    expect([12, 15, 16, 17].map((keeps) => told.can('broker.power-loss', { keeps }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
