import type { FeatureLevel } from './features.ts';
import { snapshotBatch } from './snapshot-batch.ts';

/** Types of control records that open and close a snapshot (`ControlRecordType`). */
const SNAPSHOT_HEADER = 3;
const SNAPSHOT_FOOTER = 4;
/** Header: version (2 bytes), time stamp of the last record (8), no tags. Footer: version, no tags. */
const HEADER_VALUE = Buffer.alloc(11);
const FOOTER_VALUE = Buffer.alloc(3);
/** Of `MetadataRecordSerde`: the version of the frame that a record of metadata is in. */
const FRAME_VERSION = 1;
const FEATURE_LEVEL_RECORD = 12;

/**
 * The file `bootstrap.checkpoint`, from which a controller takes the first metadata of a new cluster (KIP-778): a
 * snapshot with a record for each feature, between a header and a footer, in three batches.
 *
 * @param atMs the time that the batches carry.
 */
export function bootstrapCheckpoint(features: readonly FeatureLevel[], atMs: number): Buffer {
  const records = features.map((feature) => ({ key: null, value: featureLevelRecord(feature) }));
  return Buffer.concat([
    snapshotBatch({
      baseOffset: 0,
      control: true,
      atMs,
      records: [{ key: controlKey(SNAPSHOT_HEADER), value: HEADER_VALUE }],
    }),
    snapshotBatch({ baseOffset: 1, control: false, atMs, records }),
    snapshotBatch({
      baseOffset: 1 + features.length,
      control: true,
      atMs,
      records: [{ key: controlKey(SNAPSHOT_FOOTER), value: FOOTER_VALUE }],
    }),
  ]);
}

/** Version 0, then the type. */
const controlKey = (type: number): Buffer => Buffer.from([0, 0, 0, type]);

/** Frame, then `FeatureLevelRecord` version 0: a compact string, two bytes of level, no tags. */
function featureLevelRecord([name, level]: FeatureLevel): Buffer {
  const head = Buffer.from([FRAME_VERSION, FEATURE_LEVEL_RECORD, 0, name.length + 1]);
  return Buffer.concat([head, Buffer.from(name, 'utf8'), Buffer.from([level >> 8, level & 0xff, 0])]);
}
