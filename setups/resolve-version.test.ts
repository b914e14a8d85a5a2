import { describe, expect, it } from 'vitest';
import { setupInput } from './input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

describe('the version of a setup', () => {
  it('is 4.1 when nothing is said', () => expect(setupOf({}).kafka).toBe('4.1'));

  it('stays as it was written', () => expect(setupOf({ kafka: '3.9.1' }).kafka).toBe('3.9.1'));

  it('has to be one that there was', () => {
    expect(() => setupOf({ kafka: '5.0' }, 'setup.yaml')).toThrow(
      'setup.yaml: kafka cannot be "5.0"; it takes a version from 0.11 to 4.4, as x.y or x.y.z; did you mean "4.4"?',
    );
  });
});

describe('the protocol of a setup', () => {
  it('can be changed switch by switch', () => {
    const { protocol } = setupOf({ kafka: '4.1', protocol: { truncation: 'kip-101', generationFencing: 'false' } });
    expect(protocol).toMatchObject({ truncation: 'kip-101', generationFencing: false, sequenceDeduplication: true });
  });

  it('takes only the values of a switch', () => {
    expect(() => setupOf({ protocol: { truncation: 'kip-102' } })).toThrow(
      'setup: protocol.truncation cannot be "kip-102"; ' +
        'it takes high-watermark, kip-101, kip-279 or kip-320; did you mean "kip-101"?',
    );
  });

  it('follows eligible.leader.replicas.version', () => {
    const off = setupOf({ broker: { 'eligible.leader.replicas.version': 0 } });
    expect(off.protocol.eligibleLeaderReplicas).toBe(false);
    const on = setupOf({ kafka: '4.0', broker: { 'eligible.leader.replicas.version': 1 } });
    expect(on.protocol.eligibleLeaderReplicas).toBe(true);
  });

  it('decides about eligible.leader.replicas.version when that is left out', () => {
    const off = setupOf({ protocol: { eligibleLeaderReplicas: false } });
    expect(off.broker['eligible.leader.replicas.version']).toBe(0);
  });

  it('may not contradict eligible.leader.replicas.version', () => {
    const draft = { broker: { 'eligible.leader.replicas.version': 1 }, protocol: { eligibleLeaderReplicas: false } };
    expect(() => setupOf(draft)).toThrow(
      'protocol.eligibleLeaderReplicas is false, but broker.eligible.leader.replicas.version is 1; leave one of them out',
    );
  });

  it.each([
    ['eligible.leader.replicas.version', 1, 'KIP-966'],
    ['transaction.version', 2, 'KIP-890'],
  ])('has no broker.%s of %i before 4.0', (key, value, kip) => {
    expect(() => setupOf({ kafka: '3.9', broker: { [key]: value } })).toThrow(
      `broker.${key} cannot be ${value} before Kafka 4.0 (${kip}); leave it out, or say kafka: "4.1"`,
    );
  });

  it('follows the broker keys of transactions', () => {
    const { protocol } = setupOf({
      broker: { 'transaction.partition.verification.enable': false, 'transaction.version': 1 },
    });
    expect(protocol).toMatchObject({ transactionVerification: false, transactionVersion: 1 });
  });

  it('of a cluster on ZooKeeper has no registration', () => {
    const broker = { 'zookeeper.connect': 'localhost:2181' };
    const { setup, notes, ignored } = resolveSetup(setupInput({ kafka: '3.9', broker }));
    expect(setup.protocol.registrationFencesOldIncarnation).toBe(false);
    expect(notes).toContain('zookeeper.connect is set: brokers register with ZooKeeper, as before KRaft');
    expect(ignored).toEqual([]);
    expect(setupOf({ kafka: '4.1', broker }).protocol.registrationFencesOldIncarnation).toBe(true);
  });
});
