import type { SetupDraft } from '../../setups/input.ts';
import type { Protocol } from '../../model/protocol.ts';
import { merged } from '../claims/setups.ts';

/**
 * The worlds of family B: as small as its stories allow, with everything given that a version would decide, so that only
 * the version or the switch tells a hazard and its control apart.
 */

/** One broker, partition, record and member; no faults but those of the draft. */
export const single = (draft: SetupDraft): SetupDraft =>
  merged(
    {
      cluster: { brokers: 1 },
      topic: { partitions: 1, 'replication.factor': 1, 'min.insync.replicas': 1 },
      consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
      faults: {},
      scope: { records: 1, producers: 1, groups: 1, members: 1, attempts: 2, lags: 0 },
    },
    draft,
  );

/** The same with a replica of the topic on each of several brokers. */
export const replicated = (brokers: number, minIsr: number, draft: SetupDraft): SetupDraft =>
  single(
    merged({ cluster: { brokers }, topic: { 'replication.factor': brokers, 'min.insync.replicas': minIsr } }, draft),
  );

/** A transactional producer, and a group that reads what is committed. */
export const transactional = (draft: SetupDraft): SetupDraft =>
  single(
    merged({ producer: { 'transactional.id': 'writer' }, consumer: { 'isolation.level': 'read_committed' } }, draft),
  );

/** Consume, transform, produce: outputs and offsets in one transaction. */
export const transforming = (draft: SetupDraft): SetupDraft =>
  single(
    merged(
      {
        consumer: { 'isolation.level': 'read_committed' },
        application: { shape: 'transform', commit: 'transaction' },
      },
      draft,
    ),
  );

/** A producer whose retries the broker recognises, in a version whose default it is not. */
export const IDEMPOTENT: SetupDraft = {
  producer: { acks: 'all', 'enable.idempotence': true, 'max.in.flight.requests.per.connection': 1 },
};

/** Nothing is answered and nobody reads: replication alone. */
export const LOGS_ALONE: SetupDraft = {
  producer: { acks: '0', 'enable.idempotence': false },
  consumer: { 'auto.offset.reset': 'none' },
};

/** The same world in another version of Kafka. */
export const under = (kafka: string, setup: SetupDraft): SetupDraft => ({ ...setup, kafka });

/** The same world with switches of the protocol turned. */
export const turned = (setup: SetupDraft, protocol: Partial<Protocol>): SetupDraft => merged(setup, { protocol });
