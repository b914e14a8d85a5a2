import { avalanche, mixA, mixB } from '../../fingerprint.ts';
import type { Fingerprint } from '../../machine.ts';
import { LEADER_AND_ISR_BITS, leaderAndIsrOf, withLeaderAndIsr } from './replica.ts';
import type { ReplicationState } from './state.ts';
import type { Relabelling } from './symmetry.ts';

/** Fractional digits of pi: arbitrary, and not chosen by us. */
const SEED_A = 0x243f6a88;
const SEED_B = 0x85a308d3 | 0;

/** No record has this bit: it tells where the records of a log end, so that no two states are the same numbers. */
const END_OF_LOG = 1 << 31;

/**
 * The fingerprint of `state` with its replicas renamed: every number of the state, in a fixed order, through two lanes
 * of 32 bits that take each other in.
 */
export function fingerprintOf(state: ReplicationState, { order, renamed }: Relabelling): Fingerprint {
  const { logs, replicas, requests } = state;
  let a = SEED_A ^ state.nextRecordId;
  let b = SEED_B ^ renamed[state.quorum] ^ (requests.length << LEADER_AND_ISR_BITS);
  for (let label = 0; label < order.length; label += 1) {
    const replica = replicas[order[label]];
    const log = logs[order[label]];
    for (let offset = 0; offset < log.length; offset += 1) {
      a = mixA(a, log[offset], b);
      b = mixB(b, log[offset], a);
    }
    const believed = withLeaderAndIsr(replica, renamed[leaderAndIsrOf(replica)]);
    a = mixA(a, believed | END_OF_LOG, b);
    b = mixB(b, believed | END_OF_LOG, a);
  }
  for (let epoch = 0; epoch < requests.length; epoch += 1) {
    const request = renamed[requests[epoch]];
    a = mixA(a, request, b);
    b = mixB(b, request, a);
  }
  const high = avalanche(a + b);
  return { high: high >>> 0, low: avalanche(b + high) >>> 0 };
}

/** The least fingerprint of `state` under all renamings: the same for all states that differ in names alone. */
export function leastFingerprint(state: ReplicationState, relabellings: readonly Relabelling[]): Fingerprint {
  let least = fingerprintOf(state, relabellings[0]);
  for (let index = 1; index < relabellings.length; index += 1) {
    const other = fingerprintOf(state, relabellings[index]);
    if (other.high < least.high || (other.high === least.high && other.low < least.low)) least = other;
  }
  return least;
}
