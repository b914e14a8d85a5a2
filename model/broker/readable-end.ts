import type { World } from '../world.ts';
import { lastStableOffset } from './log/log.ts';
import type { Replica } from './replica.ts';

/** Where a reader has to stop: the high watermark, or with read_committed the last stable offset. */
export function readableEnd(
  { transactional, protocol }: Pick<World, 'transactional' | 'protocol'>,
  { log, highWatermark }: Pick<Replica, 'log' | 'highWatermark'>,
  committedOnly: boolean,
): number {
  return committedOnly && transactional && protocol.lastStableOffset
    ? lastStableOffset(log, highWatermark)
    : highWatermark;
}

/**
 * Whether a leader may say where its partition ends. A new one's high watermark is behind what was committed before it
 * led; since KIP-207 it answers OFFSET_NOT_AVAILABLE until it has caught up with the start of its epoch.
 */
export const knowsItsEnd = ({ protocol }: World, { highWatermark, leading }: Replica): boolean =>
  !protocol.listOffsetsWaitsForEpochStart || leading === null || highWatermark >= leading.epochStart;
