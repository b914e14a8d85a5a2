import { type SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { clusterTrial } from '../properties/trial.ts';
import { type NamedTrial, namedTrial } from './trials.ts';

/** Three brokers, two records, one fault of each everyday kind: the world that a setup is tried in by default. */
const everyday: SetupDraft = {
  cluster: { brokers: 3 },
  topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
  consumer: { 'auto.offset.reset': 'earliest' },
};

/** Consume, transform and produce in a transaction, in the same world. */
const transactional: SetupDraft = {
  ...everyday,
  consumer: { 'auto.offset.reset': 'earliest', 'isolation.level': 'read_committed' },
  application: { shape: 'transform', commit: 'transaction' },
};

/** The trials of the full cluster that the bench measures, guarantees and goals included. */
export function clusterTrials(): readonly NamedTrial[] {
  return [
    clusterNamed('produce and consume', { ...everyday, application: { commit: 'after-processing' } }),
    clusterNamed('transform in transactions', transactional),
  ];
}

const clusterNamed = (name: string, setup: SetupDraft): NamedTrial =>
  namedTrial(name, clusterTrial(setupOf(setup, name)));
