import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from '../resolve/resolve.ts';

const NOTE =
  'each of the 2 producers is taken to have a transactional.id of its own that begins with "billing" (application.transactional.ids: per-member); live producers that have the very same one fence each other (shared)';

const billing = { 'transactional.id': 'billing' };
const transform = { shape: 'transform', commit: 'transaction' } as const;

const isNoted = (draft: SetupDraft): boolean => resolveSetup(setupInput(draft, 'setup')).notes.includes(NOTE);

describe('a transactional id that several live producers are given', () => {
  it.each<[string, SetupDraft, boolean]>([
    ['members of a transform', { producer: billing, application: transform, scope: { members: 2 } }, true],
    ['producers upstream', { producer: billing, scope: { producers: 2 } }, true],
    ['not one alone', { producer: billing, scope: { members: 2, producers: 1 } }, false],
    ['not without a name', { application: transform, scope: { members: 2 } }, false],
    [
      'not where somebody says whose it is',
      { producer: billing, application: { ...transform, 'transactional.ids': 'per-member' }, scope: { members: 2 } },
      false,
    ],
  ])('is said to be one for each: %s', (_who, draft, noted) => {
    expect(isNoted(draft)).toBe(noted);
  });
});

describe('whose a transactional id is', () => {
  const ids = (value: string, draft: SetupDraft = {}): SetupDraft => ({
    ...draft,
    application: { ...draft.application, 'transactional.ids': value },
  });

  it('is a question where there is one', () => {
    expect(() => setupOf(ids('shared'), 'setup')).toThrow(
      'setup: application.transactional.ids is shared, but no producer has a transactional id; ' +
        'set producer.transactional.id or application.commit: transaction, or leave transactional.ids out',
    );
    expect(setupOf(ids('shared', { producer: billing })).application['transactional.ids']).toBe('shared');
    expect(setupOf(ids('per-start', { application: transform })).application['transactional.ids']).toBe('per-start');
  });

  it('is an input partition where there are inputs', () => {
    expect(() => setupOf(ids('per-partition', { producer: billing }), 'setup')).toThrow(
      'application.transactional.ids: per-partition needs application.shape: transform: a producer upstream has no input partitions; ' +
        'set shape to transform, or give each producer an id of its own (per-member)',
    );
  });

  it('is nothing else', () => {
    expect(() => setupOf(ids('per-partiton', { producer: billing }), 'setup')).toThrow('per-partition');
  });
});
