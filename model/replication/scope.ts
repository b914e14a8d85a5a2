/** The constants of the published specification: they bound the state space. */
export interface ReplicationConstants {
  /** How many replicas the partition has; each of them may become its leader. */
  readonly replicas: number;
  /** The most records that a log holds. */
  readonly logSize: number;
  /** How many records are written in all. */
  readonly maxRecords: number;
  /** The last leader epoch. Epochs begin at 0, and the controller decides `maxLeaderEpoch + 1` times. */
  readonly maxLeaderEpoch: number;
}

/**
 * The constants with the widths that they give to the bit fields of a state. All layouts are here:
 *
 * ```
 * record          (epoch + 1) id                             0 = no record; as wide as the constants ask for
 * log             record ... record 1, record 0              offset 0 in the lowest bits; 0 = empty
 * leader and ISR  (leader + 1):4 isr:8                       isr is a set with one bit a replica
 * replica         hw:11 (leader epoch + 1):8 leader and ISR:12
 * ```
 *
 * Each fits into 31 bits, so that the engine keeps it as a small integer and never as a boxed number.
 */
export interface Scope extends ReplicationConstants {
  readonly idBits: number;
  readonly recordBits: number;
  readonly recordMask: number;
}

export const REPLICAS_MAX = 8;
export const LEADER_EPOCH_MAX = 254;
export const LOG_SIZE_MAX = 2_047;
export const LOG_BITS_MAX = 31;

/**
 * @throws {RangeError} when a constant is no number that the specification allows, or when a state would not fit into
 * its bit fields. The second happens far beyond what can be searched to the end.
 */
export function scopeOf(constants: ReplicationConstants): Scope {
  const { replicas, logSize, maxRecords, maxLeaderEpoch } = constants;
  requireWithin('replicas', replicas, 1, REPLICAS_MAX);
  requireWithin('logSize', logSize, 0, LOG_SIZE_MAX);
  requireWithin('maxRecords', maxRecords, 0, Number.MAX_SAFE_INTEGER);
  requireWithin('maxLeaderEpoch', maxLeaderEpoch, 0, LEADER_EPOCH_MAX);
  // A record keeps the offset that it was written at, wherever it is copied to: so a log holds no record twice, and at
  // most as many as are ever written.
  const recordsPerLog = Math.min(logSize, maxRecords);
  const idBits = bitsFor(maxRecords);
  const recordBits = bitsFor(maxLeaderEpoch + 2) + idBits;
  if (recordsPerLog * recordBits > LOG_BITS_MAX) {
    throw new RangeError(
      `A log of ${recordsPerLog} records of ${recordBits} bits does not fit into ${LOG_BITS_MAX} bits: ` +
        'lower logSize, maxRecords or maxLeaderEpoch',
    );
  }
  return { replicas, logSize, maxRecords, maxLeaderEpoch, idBits, recordBits, recordMask: (1 << recordBits) - 1 };
}

/** How many bits tell `count` values apart. */
function bitsFor(count: number): number {
  return count <= 1 ? 0 : Math.floor(Math.log2(count - 1)) + 1;
}

function requireWithin(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, and is ${value}`);
  }
}
