import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { guaranteeOf } from '../guarantee.ts';
import { clusterTrial } from '../trial.ts';
import { FAMILY_B } from './family-b.ts';
import type { Hazard } from './hazard.ts';

/**
 * The verdicts of a version are its own: with nothing but `kafka:` changed, a hazard is there in the versions that had
 * the fault, and a search of the whole scope finds nothing in those that did not. A version without its patch stands for
 * the newest one of that minor release.
 */
const VERSIONS = ['0.11', '2.8', '3.5', '3.9', '4.1', '4.3', '4.5'] as const;

type Version = (typeof VERSIONS)[number];

interface Expectation {
  readonly id: string;
  readonly found: readonly Version[];
  readonly because: string;
  /** Where the setup makes no sense: the version has not got what it is about. */
  readonly absent?: readonly Version[];
}

const TABLE: readonly Expectation[] = [
  {
    id: 'B05',
    found: ['0.11', '3.5', '3.9', '4.1', '4.3', '4.5'],
    because:
      'fetches are fenced since 2.1; with KRaft a leader hears of two changes at once and takes old log ends for new',
  },
  { id: 'B07', found: ['0.11', '2.8', '3.5', '3.9'], because: 'eligible leader replicas are on from 4.1' },
  { id: 'B08', found: ['0.11', '2.8'], because: 'AlterPartition carries broker epochs since 3.5' },
  { id: 'B09', found: ['0.11'], because: 'ListOffsets waits since 2.2' },
  { id: 'B10', found: ['0.11'], because: 'the high watermark is read once since 2.5' },
  { id: 'B11', found: [], because: '0.11.0.2 mended it, and 0.11 stands for that' },
  { id: 'B12', found: ['0.11', '2.8', '3.5'], because: 'the leader verifies transactions since 3.6' },
  { id: 'B13', found: ['0.11', '2.8', '3.5', '3.9'], because: 'transaction.version 2 comes with 4.0' },
  { id: 'B14', found: ['0.11', '2.8', '3.5', '3.9'], because: 'transaction.version 2 comes with 4.0' },
  { id: 'B16', found: ['0.11'], because: 'OffsetFetch waits for stable offsets since 2.5' },
  { id: 'B17', found: ['0.11', '2.8', '3.5'], because: 'it came with 0.11.0.3 and 2.0, and went with 3.9.1' },
  { id: 'B19', found: ['0.11'], because: 'producer state outlives the records since 2.4' },
  { id: 'B20', found: ['0.11'], because: 'producer state outlives the records since 2.4' },
  { id: 'B23', found: ['4.1'], because: 'it came with the coordinator of 4.0, and 4.2.2 and 4.3.1 mended it' },
  { id: 'B24', found: ['0.11'], because: 'offsets of active groups are kept since 2.1' },
  { id: 'B25', found: [], because: 'only 3.2.1 and 3.2.2 had it' },
  { id: 'B26', found: ['2.8'], because: '2.8.1 to 3.4.0 had it', absent: ['0.11'] },
  { id: 'B27', found: [], because: 'only 3.7 had it', absent: ['0.11', '2.8', '3.5'] },
  {
    id: 'B28',
    found: ['3.9', '4.3', '4.5'],
    because: 'positions are taken down by poll() since 4.0, and since 4.2 beside it again',
    absent: ['0.11', '2.8', '3.5'],
  },
  { id: 'B29', found: ['2.8', '3.5'], because: 'it came with 2.8, and 3.9.2 and 4.1.2 mended it' },
  {
    id: 'B40',
    found: ['0.11', '2.8', '3.5', '3.9', '4.1'],
    because: 'markers are compared with what is open since 4.2',
  },
  { id: 'B41', found: ['0.11', '2.8', '3.5'], because: 'TxnOffsetCommit is verified since 3.7' },
  { id: 'B42', found: ['0.11', '2.8', '3.5', '3.9'], because: 'transaction.version 2 comes with 4.0' },
  {
    id: 'B43',
    found: ['3.9', '4.1'],
    because: 'commits are compared with the epoch of the assignment since 4.3',
    absent: ['0.11', '2.8', '3.5'],
  },
  {
    id: 'B44',
    found: ['2.8', '3.5', '3.9', '4.1', '4.3', '4.5'],
    because: 'the client bumps its epoch by itself since 2.5, and trunk still does',
  },
  {
    id: 'B51',
    found: ['0.11', '2.8', '3.5', '3.9', '4.1', '4.3', '4.5'],
    because: 'a broker that starts again knows no producer by what is deleted, in any version',
  },
  { id: 'B32', found: ['0.11'], because: 'KIP-211 (2.1) spared active groups, and 2.8.2 rebalancing ones' },
  {
    id: 'B33',
    found: ['3.9', '4.1'],
    because: 'clients give partitions up inside poll() alone since 4.2.1',
    absent: ['0.11', '2.8', '3.5'],
  },
];

describe.each(TABLE)('$id is in $found: $because', ({ id, found, absent = [] }) => {
  it.each(VERSIONS.filter((version) => !absent.includes(version)))('kafka %s', (version) => {
    const { violations, complete } = search(hazard(id), version);
    expect(violations.length > 0).toBe(found.includes(version));
    expect(complete || violations.length > 0).toBe(true);
  });

  it.each(absent)('kafka %s has nothing that it could be about', (version) => {
    expect(() => search(hazard(id), version)).toThrow(/before Kafka/);
  });
});

function hazard(id: string): Hazard {
  const found = FAMILY_B.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`there is no hazard ${id}`);
  return found;
}

function search({ setup, guarantee }: Hazard, kafka: string) {
  const trial = clusterTrial(setupOf({ ...setup, kafka }));
  const properties = trial.properties
    .filter(({ id }) => guaranteeOf(id) === guarantee)
    .map((property) => ({ ...property, id: guarantee }));
  return exhaustive({ ...trial, properties, goals: [] }, { stopWhenFound: [guarantee] });
}
