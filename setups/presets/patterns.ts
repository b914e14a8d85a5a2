import { BY_HAND, ESTABLISHED, FINISHES, type Preset, TRANSFORM_FAULTS } from './preset.ts';

/** What is built around consumers and producers, whatever it is written with. */
export const PATTERNS = {
  'parallel-consumer': {
    means:
      'Confluent’s parallel consumer: several workers, records of one key in order, offsets committed up to the oldest in hand',
    source: 'https://github.com/confluentinc/parallel-consumer',
    keys: {
      consumer: BY_HAND,
      application: {
        ...ESTABLISHED,
        ...FINISHES,
        'on.revoke': 'drop',
        processing: 'async',
        workers: 2,
        order: 'key',
        'commit.covers': 'contiguous',
      },
    },
    taken: [
      'of partitions that are revoked it forgets its work; that it commits before what was done of them is not in the machine',
      'what it notes in the metadata of a commit, of records that are done beyond its offset, is not in the machine',
    ],
    see: ['A12', 'A24'],
  },
  outbox: {
    means: 'a transactional outbox: a relay sends what the table has, and marks it as sent once it is acknowledged',
    source: 'https://microservices.io/patterns/data/transactional-outbox.html',
    keys: {
      producer: { acks: 'all', 'enable.idempotence': true },
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
      application: { shape: 'transform', commit: 'after-processing', effect: 'kafka', processing: 'sync' },
    },
    faults: [...TRANSFORM_FAULTS, 'response.lost'],
    taken: ['the table is taken for an input topic, and marking a row as sent for a commit'],
    see: ['A08', 'A12'],
  },
  'dedupe-table': {
    means: 'a table of the records that were processed, written in one database transaction with the effect',
    source: 'https://microservices.io/patterns/communication-style/idempotent-consumer.html',
    keys: {
      consumer: { ...BY_HAND, 'auto.offset.reset': 'earliest' },
      application: { shape: 'consume', commit: 'after-processing', effect: 'external', 'idempotency.key': true },
    },
    taken: ['a record is known by what it says: two that a producer has stored twice are one'],
    see: ['A12', '6-orders-deduplicate'],
  },
} as const satisfies Readonly<Record<string, Preset>>;
