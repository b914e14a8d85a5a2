import { expect, it } from 'vitest';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { checkRelease } from './kafka-release.ts';

const featuresAt = (newest: number, finalized: Readonly<Record<string, number>>) => ({
  supported: new Map([['metadata.version', newest]]),
  finalized: new Map(Object.entries(finalized)),
});
const check = (newest: number, finalized: Readonly<Record<string, number>>, setup: object) => () =>
  checkRelease(featuresAt(newest, finalized), setupOf(setup), '--bootstrap a:1');

const TRANSACTIONAL = { kafka: '4.1', cluster: { brokers: 1 }, producer: { 'transactional.id': 'payments' } };

it('a broker’s release is that of the newest metadata.version that it knows, whatever the cluster is at', () => {
  expect(check(27, { 'metadata.version': 20 }, { kafka: '4.1' })).not.toThrow();
  expect(check(29, { 'metadata.version': 27 }, { kafka: '4.1' })).toThrow('--bootstrap a:1: the broker is Kafka 4.2');
  expect(check(99, { 'metadata.version': 27 }, { kafka: '4.1' })).toThrow('which is that of no release known here');
});

it('a patch cannot be seen, and is taken for the setup’s', () => {
  expect(check(29, { 'metadata.version': 29 }, { kafka: '4.2.0' })).not.toThrow();
});

it('a cluster with ZooKeeper is refused', () => {
  expect(check(21, {}, { kafka: '3.9' })).toThrow('it has ZooKeeper, or is older than 3.3');
});

it('transactions have to be of the setup’s version, where there are any', () => {
  const old = { 'metadata.version': 27, 'transaction.version': 1 };
  expect(check(27, old, { kafka: '4.1' })).not.toThrow();
  expect(check(27, old, TRANSACTIONAL)).toThrow('the cluster is at transaction.version 1, and the setup at 2');
  expect(check(27, old, { ...TRANSACTIONAL, broker: { 'transaction.version': 1 } })).not.toThrow();
});
