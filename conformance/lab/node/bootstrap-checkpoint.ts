import { ATTRIBUTES } from '../../../wire/record-batch.ts';
import { type BatchToWrite, writeBatch } from '../../../wire/write-batch.ts';
import type { FeatureLevel } from './features.ts';

/** Types of control records that open and close a snapshot (`ControlRecordType`). */
const SNAPSHOT_HEADER = 3;
const SNAPSHOT_FOOTER = 4;
/** Header: version (2 bytes), time stamp of the last record (8), no tags. Footer: version, no tags. */
const HEADER_VALUE = Buffer.alloc(11);
const FOOTER_VALUE = Buffer.alloc(3);
/** What is written before there is a leader. */
const LEADER_EPOCH = 0;
/** Of `MetadataRecordSerde`: the version of the frame that a record of metadata is in. */
const FRAME_VERSION = 1;
const FEATURE_LEVEL_RECORD = 12;

/**
 * The file `bootstrap.checkpoint`, from which a controller takes the first metadata of a new cluster (KIP-778): a
 * snapshot with a record for each feature, between a header and a footer, in three batches. From 4.4 on
 * `kafka-storage format` writes it as the first snapshot of `__cluster_metadata`; brokers still read it where it was.
 *
 * @param atMs the time that the batches carry.
 */
export function bootstrapCheckpoint(features: readonly FeatureLevel[], atMs: number): Buffer {
  const record = (offset: number, key: Buffer | null, value: Buffer) => ({ offset, timestamp: atMs, key, value });
  const footer = 1 + features.length;
  return Buffer.concat([
    controlBatch(record(0, controlKey(SNAPSHOT_HEADER), HEADER_VALUE)),
    writeBatch({
      partitionLeaderEpoch: LEADER_EPOCH,
      records: features.map((feature, index) => record(1 + index, null, featureLevelRecord(feature))),
    }),
    controlBatch(record(footer, controlKey(SNAPSHOT_FOOTER), FOOTER_VALUE)),
  ]);
}

const controlBatch = (record: BatchToWrite['records'][number]): Buffer =>
  writeBatch({ partitionLeaderEpoch: LEADER_EPOCH, attributes: ATTRIBUTES.control, records: [record] });

/** Version 0, then the type. */
const controlKey = (type: number): Buffer => Buffer.from([0, 0, 0, type]);

/** Frame, then `FeatureLevelRecord` version 0: a compact string, two bytes of level, no tags. */
function featureLevelRecord([name, level]: FeatureLevel): Buffer {
  const head = Buffer.from([FRAME_VERSION, FEATURE_LEVEL_RECORD, 0, name.length + 1]);
  return Buffer.concat([head, Buffer.from(name, 'utf8'), Buffer.from([level >> 8, level & 0xff, 0])]);
}
