import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from './input.ts';
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

  it('is nothing that KRaft goes by', () => {
    const broker = { 'inter.broker.protocol.version': '0.10.2' };
    expect(truncationOf({ kafka: '3.5', broker })).toBe('kip-320');
    expect(truncationOf({ kafka: '3.5', broker: { ...broker, 'zookeeper.connect': 'z:2181' } })).toBe('high-watermark');
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
