import { describe, expect, it } from 'vitest';
import { readBatches } from '../../../wire/record-batch.ts';
import { bootstrapCheckpoint } from './bootstrap-checkpoint.ts';
import { type FeatureLevels, featuresOf } from './features.ts';

/** What `kafka-storage format` of a version wrote, with the features that it was asked for. */
const WRITTEN: readonly [version: string, asked: FeatureLevels, file: string][] = [
  [
    '3.5.2',
    {},
    'AAAAAAAAAAAAAABHAAAAAALs2eCpACAAAAAAAAABohubtDgAAAGiG5u0OP//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAE8AAAAAAhBk/TcAAAAAAAAAAAGiG5u0TwAAAaIbm7RP//////////////////8AAAABOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24ACwAAAAAAAAAAAAIAAAA/AAAAAAKaRdfFACAAAAAAAAABohubtFAAAAGiG5u0UP//////////////////AAAAARoAAAAIAAAABAYAAAAA',
  ],
  [
    '3.9.2',
    { 'metadata.version': '3.6-IV2' },
    'AAAAAAAAAAAAAABHAAAAAAIEo4YjACAAAAAAAAABohugaz0AAAGiG6BrPf//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAE8AAAAAAum58FAAAAAAAAAAAAGiG6BrVwAAAaIboGtX//////////////////8AAAABOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24ADgAAAAAAAAAAAAIAAAA/AAAAAALNaStBACAAAAAAAAABohuga1gAAAGiG6BrWP//////////////////AAAAARoAAAAIAAAABAYAAAAA',
  ],
  [
    '4.0.2',
    {},
    'AAAAAAAAAAAAAABHAAAAAAKxIsk4ACAAAAAAAAABohubuccAAAGiG5u5x///////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAIsAAAAAAgl/GLYAAAAAAAIAAAGiG5u54wAAAaIbm7nj//////////////////8AAAADOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AGQAANAAAAgEoAQwADmdyb3VwLnZlcnNpb24AAQAAQAAABAE0AQwAFHRyYW5zYWN0aW9uLnZlcnNpb24AAgAAAAAAAAAAAAQAAAA/AAAAAAK11cXTACAAAAAAAAABohubueQAAAGiG5u55P//////////////////AAAAARoAAAAIAAAABAYAAAAA',
  ],
  [
    '4.0.2',
    { 'eligible.leader.replicas.version': 1 },
    'AAAAAAAAAAAAAABHAAAAAALcejkVACAAAAAAAAABohugYDYAAAGiG6BgNv//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAALkAAAAAAn9hwyMAAAAAAAMAAAGiG6BgWAAAAaIboGBY//////////////////8AAAAEOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AGQAAWgAAAgFOAQwAIWVsaWdpYmxlLmxlYWRlci5yZXBsaWNhcy52ZXJzaW9uAAEAADQAAAQBKAEMAA5ncm91cC52ZXJzaW9uAAEAAEAAAAYBNAEMABR0cmFuc2FjdGlvbi52ZXJzaW9uAAIAAAAAAAAAAAAFAAAAPwAAAAACANTeLwAgAAAAAAAAAaIboGBbAAABohugYFv//////////////////wAAAAEaAAAACAAAAAQGAAAAAA==',
  ],
  [
    '4.1.2',
    {},
    'AAAAAAAAAAAAAABHAAAAAALs+OqjACAAAAAAAAABohubvOMAAAGiG5u84///////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAALkAAAAAAnyeIwsAAAAAAAMAAAGiG5u8+gAAAaIbm7z6//////////////////8AAAAEOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AGwAAWgAAAgFOAQwAIWVsaWdpYmxlLmxlYWRlci5yZXBsaWNhcy52ZXJzaW9uAAEAADQAAAQBKAEMAA5ncm91cC52ZXJzaW9uAAEAAEAAAAYBNAEMABR0cmFuc2FjdGlvbi52ZXJzaW9uAAIAAAAAAAAAAAAFAAAAPwAAAAACDqdKBQAgAAAAAAAAAaIbm7z8AAABohubvPz//////////////////wAAAAEaAAAACAAAAAQGAAAAAA==',
  ],
  [
    '4.3.1',
    {},
    'AAAAAAAAAAAAAABHAAAAAAKQ49CrACAAAAAAAAABohubwpAAAAGiG5vCkP//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAPEAAAAAAnWVT8wAAAAAAAUAAAGiG5vCpQAAAaIbm8Kl//////////////////8AAAAGOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AHgAAWgAAAgFOAQwAIWVsaWdpYmxlLmxlYWRlci5yZXBsaWNhcy52ZXJzaW9uAAEAADQAAAQBKAEMAA5ncm91cC52ZXJzaW9uAAEAADQAAAYBKAEMAA5zaGFyZS52ZXJzaW9uAAEAADgAAAgBLAEMABBzdHJlYW1zLnZlcnNpb24AAQAAQAAACgE0AQwAFHRyYW5zYWN0aW9uLnZlcnNpb24AAgAAAAAAAAAAAAcAAAA/AAAAAAJawYgwACAAAAAAAAABohubwqYAAAGiG5vCpv//////////////////AAAAARoAAAAIAAAABAYAAAAA',
  ],
  [
    '4.3.1',
    { 'transaction.version': 1, 'eligible.leader.replicas.version': 0 },
    'AAAAAAAAAAAAAABHAAAAAAJ/RHFTACAAAAAAAAABohugUuYAAAGiG6BS5v//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAMMAAAAAAmI/PtgAAAAAAAQAAAGiG6BTAQAAAaIboFMB//////////////////8AAAAFOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AHgAANAAAAgEoAQwADmdyb3VwLnZlcnNpb24AAQAANAAABAEoAQwADnNoYXJlLnZlcnNpb24AAQAAOAAABgEsAQwAEHN0cmVhbXMudmVyc2lvbgABAABAAAAIATQBDAAUdHJhbnNhY3Rpb24udmVyc2lvbgABAAAAAAAAAAAABgAAAD8AAAAAAkKISJIAIAAAAAAAAAGiG6BTAgAAAaIboFMC//////////////////8AAAABGgAAAAgAAAAEBgAAAAA=',
  ],
  [
    '4.3.1',
    { 'transaction.version': 0, 'group.version': 0 },
    'AAAAAAAAAAAAAABHAAAAAAKsV2hRACAAAAAAAAABohugVkUAAAGiG6BWRf//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAALUAAAAAAtqgavEAAAAAAAMAAAGiG6BWWwAAAaIboFZb//////////////////8AAAAEOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AHgAAWgAAAgFOAQwAIWVsaWdpYmxlLmxlYWRlci5yZXBsaWNhcy52ZXJzaW9uAAEAADQAAAQBKAEMAA5zaGFyZS52ZXJzaW9uAAEAADgAAAYBLAEMABBzdHJlYW1zLnZlcnNpb24AAQAAAAAAAAAAAAUAAAA/AAAAAAKC2T0cACAAAAAAAAABohugVlwAAAGiG6BWXP//////////////////AAAAARoAAAAIAAAABAYAAAAA',
  ],
  [
    '4.3.1',
    { 'metadata.version': '3.9' },
    'AAAAAAAAAAAAAABHAAAAAAJxE7GCACAAAAAAAAABohugXKYAAAGiG6Bcpv//////////////////AAAAASoAAAAIAAAAAxYAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAE8AAAAAAqT5k98AAAAAAAAAAAGiG6BcvgAAAaIboFy+//////////////////8AAAABOgAAAAEuAQwAEW1ldGFkYXRhLnZlcnNpb24AFQAAAAAAAAAAAAIAAAA/AAAAAAKWYc4HACAAAAAAAAABohugXL8AAAGiG6Bcv///////////////////AAAAARoAAAAIAAAABAYAAAAA',
  ],
];

describe('bootstrap.checkpoint', () => {
  it.each(WRITTEN)('of Kafka %s with %j is what its StorageTool writes', (version, asked, file) => {
    const theirs = Buffer.from(file, 'base64');
    const [{ baseTimestamp }] = readBatches(theirs);
    const ours = bootstrapCheckpoint(featuresOf(version, asked), baseTimestamp);
    expect(untimed(ours)).toEqual(untimed(theirs));
    // The first batch, which has the same time, is the same to its checksum.
    const [{ bytes }] = readBatches(ours);
    expect(ours.subarray(0, bytes.end)).toEqual(theirs.subarray(0, bytes.end));
  });
});

/** The bytes without those that depend on the time: StorageTool takes the time three times. */
function untimed(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  for (const { bytes } of readBatches(file)) {
    copy.fill(0, bytes.start + 17, bytes.start + 21);
    copy.fill(0, bytes.start + 27, bytes.start + 43);
  }
  return copy;
}
