import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../model/machine.ts';
import {
  type ReplicationOptions,
  type ReplicationVariant,
  replication,
} from '../model/published/replication/machine.ts';
import {
  type ReplicaView,
  type ReplicationView,
  stateOf,
  viewOf,
} from '../model/published/replication/testing/view.ts';
import { leaderInIsr, replicationTrial, strongIsr, typeOk, weakIsr } from './replication.ts';

/** A breadth-first search with nothing to it: these counts speak of the machine, whatever the explorers do. */
function search(options: ReplicationOptions) {
  const { machine, properties } = replicationTrial(options);
  const seen = new Set([keyOf(machine.fingerprint(machine.init))]);
  const shortest: Record<string, number> = {};
  let generated = 1;
  let depth = 0;
  for (let level = [machine.init]; level.length > 0; ) {
    depth += 1;
    const nextLevel: typeof level = [];
    for (const state of level) {
      for (const property of properties) if (property.violation(state) !== null) shortest[property.id] ??= depth;
      for (const action of machine.enabled(state)) {
        const after = machine.next(state, action);
        generated += 1;
        const key = keyOf(machine.fingerprint(after));
        if (seen.has(key)) continue;
        seen.add(key);
        nextLevel.push(after);
      }
    }
    level = nextLevel;
  }
  return { distinct: seen.size, generated, depth, shortest };
}

/** The 53 bits of a fingerprint that a number holds. */
const keyOf = ({ high, low }: Fingerprint): number => high * 2 ** 21 + (low >>> 11);

const two = { replicas: 2, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };
const three = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 1 };

type Row = readonly [ReplicationVariant, typeof two, string, Readonly<Record<string, number>>];

/** What TLC finds on the published modules: distinct and generated states, depth; states of the shortest violations. */
const published: readonly Row[] = [
  ['truncate-to-high-watermark', two, '10131 24459 20', { WeakIsr: 9, StrongIsr: 10 }],
  ['kip-101', two, '9045 21447 18', { WeakIsr: 12, StrongIsr: 12 }],
  ['kip-279', two, '9027 23425 18', {}],
  ['kip-320-first-try', two, '8429 19387 18', {}],
  ['kip-320', two, '5973 11839 18', {}],
  ['truncate-to-high-watermark', three, '67807 222712 21', { WeakIsr: 9, StrongIsr: 9 }],
  ['kip-101', three, '59788 187996 22', { StrongIsr: 12 }],
  ['kip-279', three, '60106 220384 22', { StrongIsr: 12 }],
  ['kip-320-first-try', three, '59092 179830 22', {}],
  ['kip-320', three, '39619 104488 22', {}],
];

describe.each(published)('%s with %o', (variant, constants, counts, violations) => {
  it('has the states that TLC counts, and its shortest violations', () => {
    const { distinct, generated, depth, shortest } = search({ ...constants, variant });
    expect(`${distinct} ${generated} ${depth}`).toBe(counts);
    expect(shortest).toEqual(violations);
  });

  it('has the same depth and violations up to renaming of replicas, and fewer states', () => {
    const { distinct, depth, shortest } = search({ ...constants, variant, symmetry: true });
    expect(distinct).toBeLessThan(0.6 * Number(counts.split(' ')[0]));
    expect(depth).toBe(Number(counts.split(' ')[2]));
    expect(shortest).toEqual(violations);
  });
});

/** The wrong turn that needs three replicas and three epochs is there with a single record. */
it('the first try at KIP-320 fails where KIP-320 holds', () => {
  const scope = { replicas: 3, logSize: 1, maxRecords: 1, maxLeaderEpoch: 2, symmetry: true };
  expect(search({ ...scope, variant: 'kip-320-first-try' }).shortest).toEqual({ WeakIsr: 12, StrongIsr: 13 });
  expect(search({ ...scope, variant: 'kip-320' }).shortest).toEqual({});
});

describe('on single states', () => {
  const { scope, init } = replication({ ...three, variant: 'kip-320' });
  const record = { id: 0, epoch: 0 };
  const leader: ReplicaView = { log: [record], highWatermark: 1, leaderEpoch: 0, leader: 0, isr: [0, 1] };
  const follower: ReplicaView = { ...leader, highWatermark: 0 };
  const outOfSync: ReplicaView = { ...follower, log: [] };
  const healthy: ReplicationView = {
    replicas: [leader, follower, outOfSync],
    quorum: { leader: 0, isr: [0, 1] },
    requests: [{ leader: 0, isr: [0, 1, 2] }],
    nextRecordId: 1,
  };
  const state = (change: Partial<ReplicationView>) => stateOf({ ...healthy, ...change });

  it('nothing is wrong while all in sync have what was exposed', () => {
    for (const property of [weakIsr(scope), strongIsr(scope), leaderInIsr, typeOk(scope)]) {
      expect(property.violation(state({}))).toBeNull();
      expect(property.exercised(state({}))).toBe(true);
    }
  });

  it('the ISR properties are not put to the test before anything is exposed', () => {
    for (const property of [weakIsr(scope), strongIsr(scope), leaderInIsr]) {
      expect(property.exercised(init)).toBe(false);
      expect(property.violation(init)).toBeNull();
    }
    expect(viewOf(init).quorum).toEqual({ leader: null, isr: [0, 1, 2] });
  });

  it('an ISR that the leader alone believes in breaks WeakIsr alone', () => {
    const broken = state({ replicas: [{ ...leader, isr: [0, 1, 2] }, follower, outOfSync] });
    expect(weakIsr(scope).violation(broken)).toEqual({
      cause: 'a member of the presumed ISR lacks a record that a presumed leader exposed',
    });
    expect(strongIsr(scope).violation(broken)).toBeNull();
  });

  it('a true ISR with another record breaks StrongIsr alone', () => {
    const broken = state({
      replicas: [leader, follower, { ...outOfSync, log: [{ id: 1, epoch: 1 }] }],
      quorum: { leader: 1, isr: [1, 2] },
    });
    expect(weakIsr(scope).violation(broken)).toBeNull();
    expect(strongIsr(scope).violation(broken)).toEqual({
      cause: 'a member of the true ISR has another record than a presumed leader exposed',
    });
  });

  it('what lies behind the high watermark may differ', () => {
    const replicas = [{ ...leader, log: [record, { id: 1, epoch: 0 }] }, follower, outOfSync];
    expect(strongIsr(scope).violation(state({ replicas }))).toBeNull();
  });

  it('a true leader outside of the ISR breaks LeaderInIsr', () => {
    expect(leaderInIsr.violation(state({ quorum: { leader: 2, isr: [0, 1] } }))).not.toBeNull();
  });

  it.each<Partial<ReplicationView>>([
    { replicas: [{ ...leader, highWatermark: 3 }, follower, outOfSync] },
    { replicas: [{ ...leader, leaderEpoch: 2 }, follower, outOfSync] },
    { replicas: [{ ...leader, leader: 3 }, follower, outOfSync] },
    { replicas: [{ ...leader, log: [{ id: 0, epoch: 2 }] }, follower, outOfSync] },
    { quorum: { leader: 0, isr: [0, 3] } },
    { requests: [{ leader: 3, isr: [0] }] },
    { requests: [healthy.quorum, healthy.quorum, healthy.quorum] },
    { nextRecordId: 3 },
  ])('a value out of its range breaks TypeOk: %j', (change) => {
    expect(typeOk(scope).violation(state(change))).not.toBeNull();
  });
});
