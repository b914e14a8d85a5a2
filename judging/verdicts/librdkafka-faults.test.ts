import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { lacksOf } from './known-faults.ts';

const named = (version: string, draft: SetupDraft) =>
  lacksOf(setupOf({ ...draft, client: { library: 'librdkafka', version } })).lacks ?? [];

/** CHANGELOG.md, 1.6.0: failures of commits and aborts at the broker. */
describe('a transaction whose coordinator refuses to end it, which librdkafka took for done', () => {
  const name = 'refused EndTxn of librdkafka';
  const lone: SetupDraft = {
    cluster: { brokers: 1 },
    topic: { 'replication.factor': 1, 'min.insync.replicas': 1 },
    producer: { 'transactional.id': 'orders' },
    faults: { 'broker.crash': 1 },
  };
  const transform: SetupDraft = { ...lone, application: { shape: 'transform', commit: 'transaction' } };

  it.each([
    ['1.4.0', true],
    ['1.5.3', true],
    ['1.6.0', false],
    ['2.15.0', false],
  ])('is named for version %s: %s', (version, is) => expect(named(version, lone).includes(name)).toBe(is));

  it.each<readonly [string, SetupDraft]>([
    ['where a lone broker starts again and loads its transactions', lone],
    ['where a producer stalls past its transaction’s time-out', { ...lone, faults: { 'producer.stall': 1 } }],
    ['where a loop does', { ...transform, faults: { 'consumer.stall': 1 } }],
    [
      'where the next owner of a partition has its id',
      {
        ...transform,
        application: { ...transform.application, 'transactional.ids': 'per-partition' },
        faults: { rebalance: 1 },
      },
    ],
  ])('is named %s', (_, draft) => expect(named('1.5.3', draft)).toContain(name));

  it.each<readonly [string, SetupDraft]>([
    ['without transactions', { ...lone, producer: {} }],
    ['where only a response is lost', { ...lone, faults: { 'response.lost': 1 } }],
    ['where a consumer stalls that is no producer', { ...lone, faults: { 'consumer.stall': 1 } }],
  ])('is not named %s', (_, draft) => expect(named('1.5.3', draft)).not.toContain(name));
});

/** CHANGELOG.md, 2.1.1. */
describe('a fetch of librdkafka that is answered while its position is validated', () => {
  const moved: SetupDraft = { faults: { 'broker.crash': 1 } };

  it.each([
    ['2.0.2', []],
    ['2.1.0', ['librdkafka #4261']],
    ['2.1.1', []],
    // The newest patch of 2.1.
    ['2.1', []],
  ])('is named for version %s: %j', (version, faults) => expect(named(version, moved)).toEqual(faults));

  it('is not named where no partition gets a leader', () =>
    expect(named('2.1.0', { faults: { 'consumer.crash': 1 } })).toEqual([]));
});

/** CHANGELOG.md, 2.4.0. */
describe('a position of librdkafka that is out of date when a cooperative consumer resumes', () => {
  const changed: SetupDraft = {
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    faults: { rebalance: 1 },
  };

  it.each([
    ['1.6.0', ['librdkafka #4636']],
    ['2.3.0', ['librdkafka #4636']],
    ['2.4.0', []],
  ])('is named for version %s: %j', (version, faults) =>
    expect(named(version, changed).filter((name) => name.startsWith('librdkafka'))).toEqual(faults),
  );

  it.each<readonly [string, SetupDraft]>([
    ['in an eager group', { ...changed, consumer: {} }],
    ['where no subscription changes', { ...changed, faults: { 'consumer.crash': 1 } }],
  ])('is not named %s', (_, draft) => expect(named('2.3.0', draft)).not.toContain('librdkafka #4636'));
});
