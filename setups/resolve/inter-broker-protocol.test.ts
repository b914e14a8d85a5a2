import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { type Resolution, resolveSetup, setupOf } from './resolve.ts';

const truncationOf = (draft: SetupDraft): string => setupOf(draft).protocol.truncation;
const read = (draft: SetupDraft): Resolution => resolveSetup(setupInput(draft));

/** ReplicaFetcherThread at 2.8.0: what a follower asks by inter.broker.protocol.version. */
describe('inter.broker.protocol.version of before an upgrade', () => {
  it.each([
    ['0.10.2-IV0', 'high-watermark'],
    ['0.11.0', 'kip-101'],
    ['2.0', 'kip-279'],
    ['2.8-IV1', 'kip-320'],
    ['3.9', 'kip-320'],
  ])('%s has followers truncate by %s', (version, truncation) => {
    expect(truncationOf({ kafka: '2.8', broker: { 'inter.broker.protocol.version': version } })).toBe(truncation);
  });

  it('is said, where it makes a difference, and otherwise has no effect', () => {
    const old = read({ kafka: '2.8', broker: { 'inter.broker.protocol.version': '0.10.2' } });
    expect(old.notes).toContain(
      'inter.broker.protocol.version of before an upgrade: followers truncate as they did then (high-watermark)',
    );
    expect(old.ignored).toEqual([]);
    expect(setupOf(old.setup)).toEqual(old.setup);
    const today = read({ kafka: '2.8', broker: { 'inter.broker.protocol.version': '2.8' } });
    expect(today.ignored.map(({ key }) => key)).toEqual(['inter.broker.protocol.version']);
  });

  it('of before KRaft is in the files of brokers that register with ZooKeeper alone', () => {
    const broker = { 'inter.broker.protocol.version': '0.10.2' };
    const { setup, notes, ignored } = read({ kafka: '3.5', broker });
    expect(setup.protocol).toMatchObject({ truncation: 'high-watermark', registrationFencesOldIncarnation: false });
    expect(ignored).toEqual([]);
    expect(read({ kafka: '3.5', broker: { 'inter.broker.protocol.version': '2.8' } }).ignored).toEqual([]);
    expect(notes).toContain(
      'inter.broker.protocol.version=0.10.2 is older than KRaft: brokers register with ZooKeeper, as before KRaft',
    );
    expect(truncationOf({ kafka: '3.5', broker: { ...broker, 'zookeeper.connect': 'z:2181' } })).toBe('high-watermark');
  });

  it('of today is nothing that KRaft goes by', () => {
    const broker = { 'inter.broker.protocol.version': '3.4' };
    const { setup, notes } = read({ kafka: '3.5', broker });
    expect(setup.protocol).toMatchObject({ truncation: 'kip-320', registrationFencesOldIncarnation: true });
    expect(notes.join()).not.toContain('ZooKeeper');
  });

  /** KafkaConfig at 3.5: "A non-KRaft version 2.8 given for inter.broker.protocol.version. The minimum version is 3.0-IV1". */
  it('of before KRaft lets no node of KRaft start, and is nothing to brokers of 4.0, which do not know it', () => {
    const broker = { 'inter.broker.protocol.version': '2.8', 'process.roles': 'broker,controller' };
    expect(() => setupOf({ kafka: '3.5', broker })).toThrow(
      'inter.broker.protocol.version is 2.8 in the file of a node of KRaft (process.roles), which takes none before 3.0',
    );
    expect(() => setupOf({ kafka: '4.1', broker })).not.toThrow();
    expect(() => setupOf({ kafka: '3.2', broker: { 'inter.broker.protocol.version': '2.8' } })).not.toThrow();
  });
});

/** LogValidator and LeaderEpochFileCache at 2.8.0; KIP-724. */
describe('a message format of before 0.11', () => {
  const producer = { 'enable.idempotence': false };

  it.each([
    { topic: { 'message.format.version': '0.10.2' } },
    { broker: { 'log.message.format.version': '0.10.2-IV0' } },
  ])('has no leader epochs to truncate by: %j', (draft) => {
    expect(truncationOf({ kafka: '2.8', producer, ...draft })).toBe('high-watermark');
  });

  it('takes no idempotent producer', () => {
    const topic = { 'message.format.version': '0.10.2' };
    expect(() => setupOf({ kafka: '2.8', topic, producer: { 'enable.idempotence': true } })).toThrow(
      'a topic of message format 0.10.2 takes no idempotent producer',
    );
  });

  it('has no effect once the protocol between brokers is that of 3.0', () => {
    const topic = { 'message.format.version': '0.10.2' };
    expect(truncationOf({ kafka: '3.2', topic })).toBe('kip-320');
    const broker = { 'inter.broker.protocol.version': '2.8' };
    expect(truncationOf({ kafka: '3.2', topic, broker, producer })).toBe('high-watermark');
  });
});
