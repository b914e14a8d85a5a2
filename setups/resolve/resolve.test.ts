import { describe, expect, it } from 'vitest';
import { COOPERATIVE_STICKY } from '../assignors.ts';
import { type SetupDraft, setupInput } from '../input.ts';
import { deliveryKeys } from '../keys.ts';
import { RELEASES } from '../release.ts';
import { resolveSetup, setupOf } from './resolve.ts';
import { namesIn } from '../names-in.ts';

const DRAFTS: readonly SetupDraft[] = [
  {},
  ...RELEASES.map((kafka) => ({ kafka })),
  ...['0.11', '2.8', '3.0.0', '4.1'].map((kafka) => ({
    kafka,
    topic: { 'replication.factor': 3, 'min.insync.replicas': 2, 'unclean.leader.election.enable': true },
    consumer: { 'isolation.level': 'read_committed', 'enable.auto.commit': 'false' },
    application: { shape: 'transform', commit: 'transaction' },
    downstream: { 'isolation.level': 'read_uncommitted' },
    faults: {},
    scope: { records: 2, groups: 2, lags: 0 },
  })),
  { producer: { acks: 1 }, broker: { 'num.partitions': 3, 'log.flush.interval.messages': 1 } },
  { kafka: '3.9', broker: { 'zookeeper.connect': 'z' }, protocol: { lastStableOffset: false } },
  { kafka: '4.3', clients: '3.9', producer: { 'transactional.id': 'x' }, broker: { 'metadata.version': '4.0' } },
  { broker: { 'transaction.version': 1, 'eligible.leader.replicas.version': 0 } },
  { protocol: { eligibleLeaderReplicas: false, transactionVersion: 1 } },
  { kafka: '3.9', protocol: { eligibleLeaderReplicas: true } },
  { consumer: { 'group.protocol': 'consumer', 'auto.offset.reset': 'by_duration:P1D' } },
  { consumer: { 'partition.assignment.strategy': COOPERATIVE_STICKY }, application: { commit: 'before-processing' } },
];

/** Keys that say what others of a resolved setup say. */
const OTHER_SPELLINGS = new Set(['preset', 'commit.on.revoke', 'library', 'version', 'enable.auto.offset.store']);

describe('a resolved setup', () => {
  it.each(DRAFTS)('resolves to itself without a word: %j', (draft) => {
    const setup = setupOf(draft);
    expect(resolveSetup(setupInput(setup))).toMatchObject({ setup, ignored: [], notes: [] });
  });

  it('resolves to itself after a journey as JSON', () => {
    const setup = setupOf({});
    expect(setupOf(JSON.parse(JSON.stringify(setup)))).toEqual(setup);
  });

  it('has its sections and keys in a fixed order', () => {
    const setup = setupOf({});
    expect(Object.keys(setup)).toEqual(
      namesIn('kafka cluster topic broker producer consumer downstream application faults scope protocol client'),
    );
    for (const section of ['producer', 'consumer', 'application', 'faults', 'scope', 'protocol', 'client'] as const) {
      expect(Object.keys(setup[section])).toEqual(deliveryKeys(section).filter((key) => !OTHER_SPELLINGS.has(key)));
    }
  });
});

describe('the setup of the design', () => {
  it('says nothing that has to be explained, but which level of a feature is assumed', () => {
    const draft = {
      kafka: '4.1',
      cluster: { brokers: 3 },
      topic: { partitions: 1, 'replication.factor': 3, 'min.insync.replicas': 2 },
      broker: { 'unclean.leader.election.enable': false },
      producer: { acks: 'all', 'enable.idempotence': true },
      consumer: { 'isolation.level': 'read_committed', 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
      application: { shape: 'consume', commit: 'after-processing', processing: 'sync', effect: 'external' },
      faults: { 'broker.crash': 1, 'consumer.crash': 1 },
      scope: { records: 2, groups: 1, members: 2 },
    };
    const { setup, ignored, notes } = resolveSetup(setupInput(draft));
    expect(setup).toMatchObject(draft);
    expect({ ignored, notes }).toEqual({
      ignored: [],
      notes: [
        'eligible.leader.replicas.version is taken as 1, as in a new cluster; one that was upgraded from before 4.1 keeps 0 until it is told',
      ],
    });
  });
});
