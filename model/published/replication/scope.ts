import { HIGH_WATERMARK_MAX, LEADER_EPOCH_MAX, RECORDS_MAX, REPLICAS_MAX } from './layout.ts';

/** The constants of the published specification: they bound the state space. */
export interface Scope {
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
 * The constants alone.
 *
 * @throws {RangeError} when one is no number that the specification allows, or more than a state has room for: that is
 * far beyond what can be searched to the end.
 */
export function scopeOf({ replicas, logSize, maxRecords, maxLeaderEpoch }: Scope): Scope {
  requireWithin('replicas', replicas, 1, REPLICAS_MAX);
  requireWithin('logSize', logSize, 0, Number.MAX_SAFE_INTEGER);
  requireWithin('maxRecords', maxRecords, 0, RECORDS_MAX);
  requireWithin('maxLeaderEpoch', maxLeaderEpoch, 0, LEADER_EPOCH_MAX);
  // A record keeps the offset that it was written at, wherever it is copied to: so a log holds no record twice, and at
  // most as many as are ever written.
  requireWithin('the smaller of logSize and maxRecords', Math.min(logSize, maxRecords), 0, HIGH_WATERMARK_MAX);
  return { replicas, logSize, maxRecords, maxLeaderEpoch };
}

function requireWithin(name: string, value: number, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, and is ${value}`);
  }
}
