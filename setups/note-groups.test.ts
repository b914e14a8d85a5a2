import { describe, expect, it } from 'vitest';
import type { SetupDraft } from './input.ts';
import { setupInput } from './input.ts';
import { resolveSetup } from './resolve.ts';

const notesOn = (draft: SetupDraft): string => resolveSetup(setupInput(draft)).notes.join('\n');

describe('share groups (KIP-932)', () => {
  it('are not in the machine, which a consumer with their keys is told', () => {
    expect(notesOn({ consumer: { 'share.acknowledgement.mode': 'explicit' } })).toContain(
      'share.acknowledgement.mode is a KafkaShareConsumer’s: share groups',
    );
    expect(notesOn({ consumer: {} })).not.toContain('share');
  });
});

describe('a group.instance.id in a file that every member may be started with', () => {
  const named = (draft: SetupDraft = {}) =>
    notesOn({ ...draft, consumer: { 'group.instance.id': 'orders-0', ...draft.consumer } });

  it('is taken as one of several, since a member that joins under the name of another takes its place', () => {
    expect(named()).toContain(
      'each of the 2 members is taken to have a group.instance.id of its own, of which orders-0 is one: a second with the very same takes the place of the other, which ends (FencedInstanceIdException)',
    );
  });

  it('is refused to a second member of a group of KIP-848', () => {
    expect(named({ consumer: { 'group.protocol': 'consumer' } })).toContain('cannot join as long as another has it');
  });

  it('says nothing of one member, or of one that is in no group', () => {
    expect(named({ scope: { members: 1 } })).not.toContain('group.instance.id of its own');
    expect(named({ application: { subscription: 'assign' } })).not.toContain('group.instance.id of its own');
  });
});
