import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { resolveSetup } from '../resolve/resolve.ts';

const resolve = (draft: object) => resolveSetup(setupInput(draft));
const notesOf = (draft: object): string => resolve(draft).notes.join('\n');

/** LogValidator, UnifiedLog.deleteOldSegments and Partition.deleteRecordsOnLeader. */
describe('a compacted topic', () => {
  it.each([
    [{ topic: { 'cleanup.policy': 'compact' } }, 'cleanup.policy=compact: of the records with one key the last stays'],
    [{ topic: { 'cleanup.policy': 'compact, delete' } }, 'cleanup.policy=compact,delete: '],
    [{ topic: { 'cleanup.policy': ['delete', 'compact'] } }, 'cleanup.policy=delete,compact: '],
    [{ broker: { 'log.cleanup.policy': 'compact' } }, 'log.cleanup.policy=compact: '],
  ])('is told what is not judged of it: %j', (draft, words) => {
    expect(notesOf(draft)).toContain(words);
  });

  it.each([
    {},
    { topic: { 'cleanup.policy': 'delete' } },
    { topic: { 'cleanup.policy': 'delete' }, broker: { 'log.cleanup.policy': 'compact' } },
  ])('is none: %j', (draft) => {
    expect(notesOf(draft)).not.toContain('the last stays');
  });

  it('loses nothing to retention, unless it has delete besides', () => {
    const faults = { 'records.deleted': 1 };
    expect(() => resolve({ topic: { 'cleanup.policy': 'compact' }, faults })).toThrow(
      'records.deleted cannot happen with cleanup.policy=compact alone',
    );
    const { setup } = resolve({ topic: { 'cleanup.policy': 'compact,delete' }, faults });
    expect(setup.faults['records.deleted']).toBe(1);
  });
});
