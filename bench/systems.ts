import { exhaustive } from '../explorers/exhaustive.ts';
import type { ExhaustiveProgress } from '../explorers/exhaustive-options.ts';
import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { ALO_NO_LOSS, aloTrial } from '../properties/pipeline.ts';
import type { Trial } from '../model/property.ts';
import { replicationTrial } from '../properties/replication.ts';
import { clusterTrial } from '../properties/trial.ts';

/** Constants of the published replication, as `explore replication` takes them. */
export const KIP_320 = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };

/** Invariants of KIP-320 that TLC can evaluate as published; its TypeOk compares the integer -1 with a record. */
export const KIP_320_INVARIANTS = ['WeakIsr', 'StrongIsr'];

/** The pipeline of the comparison with other model checkers: 2,583,174 states. */
export const ALO = { records: 6, crashes: 4, kicks: 4 };

/** Distinct states of the full cluster that are searched: its scope has many more. */
const clusterStatesMax = 200_000;

/** What the exhaustive search is measured on. */
export type SystemName = 'kip-320' | 'alo' | 'cluster';

export interface System {
  readonly title: string;
  search(onProgress?: (progress: ExhaustiveProgress) => void): ExhaustiveResult<unknown>;
}

/**
 * The systems by name. Those that are compared are judged by the invariants that the other checker judges, no more and
 * no fewer; the full cluster by all guarantees and goals.
 */
export const SYSTEMS: Readonly<Record<SystemName, System>> = {
  'kip-320': {
    title: `kip-320 (${Object.values(KIP_320).join(', ')})`,
    search: (onProgress) => {
      const trial = replicationTrial({ variant: 'kip-320', ...KIP_320 });
      const properties = trial.properties.filter(({ id }) => KIP_320_INVARIANTS.includes(id));
      return searched({ ...trial, properties }, onProgress);
    },
  },
  alo: {
    title: `alo (${Object.values(ALO).join(', ')})`,
    search: (onProgress) => searched({ ...aloTrial(ALO), properties: [ALO_NO_LOSS], goals: [] }, onProgress),
  },
  cluster: {
    title: `full cluster, first ${clusterStatesMax.toLocaleString('en-US')} states`,
    search: (onProgress) => searched(clusterTrial(everyday()), onProgress, clusterStatesMax),
  },
};

/** Three brokers, the everyday faults, one record, two members, commit after processing. */
const everyday = (): ReturnType<typeof setupOf> =>
  setupOf(
    {
      cluster: { brokers: 3 },
      topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
      consumer: { 'auto.offset.reset': 'earliest' },
      application: { commit: 'after-processing' },
      scope: { records: 1, members: 2 },
    },
    'bench',
  );

const searched = <State, Action extends { readonly type: string }>(
  trial: Trial<State, Action>,
  onProgress?: (progress: ExhaustiveProgress) => void,
  statesMax?: number,
): ExhaustiveResult<unknown> => exhaustive(trial, { onProgress, statesMax });
