import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../input.ts';
import { setupInput } from '../input.ts';
import { resolveSetup } from '../resolve/resolve.ts';

const notesOn = (draft: SetupDraft): string => resolveSetup(setupInput(draft)).notes.join('\n');

describe('share groups (KIP-932)', () => {
  const mode = { consumer: { 'share.acknowledgement.mode': 'explicit' } };

  it.each([
    ['classic', '4.1', 'share.acknowledgement.mode'],
    ['consumer', '4.1', 'share.acknowledgement.mode'],
    ['classic', '4.2', 'share.acquire.mode'],
  ])('are not in the machine, and a KafkaConsumer of protocol %s, Kafka %s, refuses %s', (protocol, kafka, key) => {
    expect(() => notesOn({ kafka, consumer: { [key]: 'explicit', 'group.protocol': protocol } })).toThrow(
      `consumer.${key} cannot be set when group.protocol is ${protocol} (Kafka throws a ConfigException): it is a KafkaShareConsumer’s`,
    );
  });

  it('have keys that clients of before, and other libraries, pass over', () => {
    const passedOver = 'what is judged is a consumer that passes the key over';
    expect(notesOn({ kafka: '4.0', ...mode })).toContain(passedOver);
    expect(notesOn({ consumer: { 'share.acquire.mode': 'record_limit' } })).toContain(passedOver);
    expect(notesOn({ client: { library: 'kafkajs' }, ...mode })).toContain(passedOver);
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
