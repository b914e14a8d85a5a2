import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

describe('the version of a setup', () => {
  it('is 4.1 when nothing is said', () => expect(setupOf({}).kafka).toBe('4.1'));

  it('stays as it was written', () => expect(setupOf({ kafka: '3.9.1' }).kafka).toBe('3.9.1'));

  it('has to be one that there was', () => {
    expect(() => setupOf({ kafka: '5.0' }, 'setup.yaml')).toThrow(
      'setup.yaml: kafka cannot be "5.0"; it takes a version from 0.11 to 4.5, as x.y or x.y.z (4.5 is not released: it stands for trunk); did you mean "4.5"?',
    );
  });
});

describe('the version of the clients', () => {
  it('is that of the brokers when nothing is said', () => expect(setupOf({})).not.toHaveProperty('clients'));

  it('stays as it was written', () => expect(setupOf({ kafka: '4.3', clients: 3.9 as never }).clients).toBe('3.9'));

  it('has to be one that there was', () => {
    expect(() => setupOf({ clients: '3.10' })).toThrow('clients cannot be "3.10"; it takes a version from 0.11 to 4.5');
  });

  it.each([
    [
      '4.0',
      '2.0',
      'brokers of 4.0 take clients of 2.1 or later',
      'name clients of 2.1 or later, or brokers before 4.0',
    ],
    [
      '2.0.1',
      '4.1',
      'clients of 4.1 talk with brokers of 2.1 or later',
      'name clients before 4.0, or brokers of 2.1 or later',
    ],
  ])('of brokers of %s cannot be %s (KIP-896)', (kafka, clients, why, wayOut) => {
    expect(() => setupOf({ kafka, clients }, 'a.yaml')).toThrow(
      `a.yaml: clients cannot be "${clients}" with kafka: "${kafka}": ${why} (KIP-896); ${wayOut}`,
    );
  });

  it.each([
    ['4.0', '2.1'],
    ['2.1', '4.0'],
    ['3.9', '0.11'],
    ['0.11', '3.9'],
  ])('of brokers of %s can be %s', (kafka, clients) => expect(setupOf({ kafka, clients }).clients).toBe(clients));

  it.each([
    ['4.3', '2.3', { 'partition.assignment.strategy': 'cooperative' }, 'cannot be cooperative before Kafka 2.4'],
    ['3.6', '4.3', { 'group.protocol': 'consumer' }, 'cannot be consumer before Kafka 3.7'],
    ['4.3', '3.6', { 'group.protocol': 'consumer' }, 'cannot be consumer before Kafka 3.7'],
  ])('of brokers of %s, %s, has not what is newer: %j', (kafka, clients, consumer, error) => {
    expect(() => setupOf({ kafka, clients, consumer })).toThrow(error);
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

  it('has no verification of transactions before 3.6, whatever the key says', () => {
    const broker = { 'transaction.partition.verification.enable': true };
    const { setup, notes } = resolveSetup(setupInput({ kafka: '3.5', broker }));
    expect(setup.protocol.transactionVerification).toBe(false);
    expect(notes).toContain('transaction.partition.verification.enable has no effect before Kafka 3.6 (KIP-890)');
    expect(setupOf({ kafka: '3.6', broker }).protocol.transactionVerification).toBe(true);
  });

  it('verifies transactions of version 2, whatever the key says', () => {
    const broker = { 'transaction.partition.verification.enable': false };
    const producer = { 'transactional.id': 't' };
    for (const kafka of ['4.0', '4.2']) {
      const { setup, notes } = resolveSetup(setupInput({ kafka, broker, producer }));
      expect(setup.protocol).toMatchObject({ transactionVerification: true, transactionVersion: 2 });
      expect(notes.join()).toContain(
        'transaction.partition.verification.enable=false has no effect with transaction.version 2',
      );
    }
    // Clients of 3.9 add their partitions themselves, and the leader asks where it is told to.
    const older = setupOf({ kafka: '4.2', clients: '3.9', broker, producer });
    expect(older.protocol).toMatchObject({ transactionVerification: false, transactionVersion: 1 });
  });

  it('follows the broker keys of transactions', () => {
    const { protocol } = setupOf({
      broker: { 'transaction.partition.verification.enable': false, 'transaction.version': 1 },
    });
    expect(protocol).toMatchObject({ transactionVerification: false, transactionVersion: 1 });
  });

  it.each([
    ['3.9', true],
    ['3.9-IV0', true],
    ['3.4', false],
    ['3.3-IV1', false],
  ])('keeps the metadata of before an upgrade, %s: broker epochs %s', (metadata, compared) => {
    const { protocol } = setupOf({ kafka: '4.3', broker: { 'metadata.version': metadata } });
    expect(protocol).toMatchObject({
      alterPartitionChecksBrokerEpoch: compared,
      isrShrinkBumpsLeaderEpoch: compared ? 'never' : 'always',
      eligibleLeaderReplicas: false,
      transactionVersion: 1,
      expiryDuringAbortBumpsEpoch: false,
      transactionStartsAtZero: false,
    });
  });

  it('takes the levels that are given over those of the metadata', () => {
    const broker = { 'metadata.version': '3.9', 'transaction.version': 2, 'eligible.leader.replicas.version': 1 };
    expect(setupOf({ kafka: '4.3', broker }).protocol).toMatchObject({
      eligibleLeaderReplicas: true,
      transactionVersion: 2,
      expiryDuringAbortBumpsEpoch: true,
    });
  });

  it.each([
    ['4.1', '4.2', 'broker.metadata.version cannot be "4.2" with brokers of 4.1'],
    ['4.1', '3.2', 'broker.metadata.version cannot be "3.2" with brokers of 4.1'],
    ['3.4', '4.0', 'broker.metadata.version cannot be "4.0" with brokers of 3.4; it takes a release from 3.3'],
    ['2.8', '3.3', 'broker.metadata.version cannot be "3.3" with brokers of 2.8; leave it out'],
    ['4.1', '3.10', 'broker.metadata.version cannot be "3.10"'],
    ['4.1', 'three', 'broker.metadata.version cannot be "three"'],
  ])('of %s has no metadata of %s', (kafka, metadata, error) => {
    expect(() => setupOf({ kafka, broker: { 'metadata.version': metadata } })).toThrow(error);
  });

  it('has no metadata of a later version on ZooKeeper either', () => {
    const broker = { 'metadata.version': '4.0', 'zookeeper.connect': 'localhost:2181' };
    expect(() => setupOf({ kafka: '3.9', broker })).toThrow('cannot be "4.0" with brokers of 3.9');
  });

  it('has no KIP-848 with group.version 0', () => {
    const draft = { broker: { 'group.version': 0 }, consumer: { 'group.protocol': 'consumer' } };
    expect(() => setupOf(draft)).toThrow(
      'consumer.group.protocol cannot be consumer while broker.group.version is 0 (UnsupportedVersionException); leave one of them out',
    );
    expect(() => setupOf({ kafka: '3.6', broker: { 'group.version': 1 } })).toThrow(
      'broker.group.version cannot be 1 before Kafka 3.7 (KIP-848)',
    );
  });

  // GroupVersion.GV_1 is bootstrapped with 4.0-IV0; GroupCoordinatorConfig has classic alone by default at 3.8.0.
  it('has KIP-848 where its brokers offer it', () => {
    const consumer = { 'group.protocol': 'consumer' };
    const cannot = (kafka: string, broker: Record<string, unknown>, why: string): void =>
      expect(() => setupOf({ kafka, broker, consumer })).toThrow(
        `consumer.group.protocol cannot be consumer ${why} (Uns`,
      );
    cannot(
      '4.1',
      { 'metadata.version': '3.9' },
      'while broker.metadata.version is 3.9, unless broker.group.version is 1',
    );
    cannot(
      '4.1',
      { 'group.coordinator.rebalance.protocols': 'classic' },
      'while broker.group.coordinator.rebalance.protocols is classic',
    );
    cannot('3.9', { 'zookeeper.connect': 'localhost:2181' }, 'with ZooKeeper');
    expect(() => setupOf({ broker: { 'metadata.version': '3.9', 'group.version': 1 }, consumer })).not.toThrow();
    expect(() => setupOf({ broker: { 'metadata.version': '3.9' } })).not.toThrow();
  });

  it('has KIP-848 before 4.0 on the word of the setup, which is said', () => {
    const consumer = { 'group.protocol': 'consumer' };
    const noted = (kafka: string, broker = {}): boolean =>
      resolveSetup(setupInput({ kafka, broker, consumer })).notes.join().includes('group.version is taken as 1');
    expect(noted('3.9')).toBe(true);
    expect(noted('3.9', { 'group.version': 1 })).toBe(false);
    expect(noted('4.0')).toBe(false);
  });

  it('of a cluster on ZooKeeper has no registration, and no broker epochs', () => {
    const broker = { 'zookeeper.connect': 'localhost:2181' };
    const { setup, notes, ignored } = resolveSetup(setupInput({ kafka: '3.9', broker }));
    expect(setup.protocol).toMatchObject({
      registrationFencesOldIncarnation: false,
      alterPartitionChecksBrokerEpoch: false,
    });
    expect(notes).toContain('zookeeper.connect is set: brokers register with ZooKeeper, as before KRaft');
    expect(ignored).toEqual([]);
    expect(setupOf({ kafka: '4.1', broker }).protocol.registrationFencesOldIncarnation).toBe(true);
  });

  it('of a cluster on ZooKeeper is none that brokers of 4.0 have, which a setup without a version is told', () => {
    const told = (draft: SetupDraft): string => resolveSetup(setupInput(draft)).notes.join('\n');
    const broker = { 'zookeeper.connect': 'localhost:2181' };
    expect(told({ broker })).toContain('zookeeper.connect is of a cluster of ZooKeeper’s, which brokers have no more');
    expect(told({ kafka: '3.9', broker })).not.toContain('have no more');
    expect(told({ broker: { ...broker, 'process.roles': 'broker' } })).not.toContain('have no more');
    expect(told({})).not.toContain('ZooKeeper');
  });
});
