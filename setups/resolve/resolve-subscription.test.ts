import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const notesOf = (application: object, draft: SetupDraft = {}): readonly string[] =>
  resolveSetup(setupInput({ ...draft, application: { subscription: 'assign', ...application } })).notes;

const VACUOUS =
  'subscription is assign: every consumer has every partition, and exclusive-ownership promises nothing, since nobody is in the group';

describe('subscription: assign', () => {
  it('says what that takes away', () => {
    expect(notesOf({})).toEqual([VACUOUS]);
    expect(notesOf({ 'on.revoke': 'commit' })).toEqual([
      VACUOUS,
      'application.on.revoke: commit has no effect: with assign() nothing is revoked',
    ]);
  });

  it.each(['rebalance', 'consumer.stall'])('has no %s, which is said', (kind) => {
    expect(notesOf({}, { faults: { [kind]: 1 } }).join()).toContain(`${kind} cannot happen where`);
  });

  it('has processes of the same partition fence each other with its transactional id, which is refused', () => {
    const application = { shape: 'transform', commit: 'transaction', subscription: 'assign' };
    expect(() => setupOf({ application: { ...application, 'transactional.ids': 'per-partition' } })).toThrow(
      'would fence each other without end',
    );
  });
});
