import { faults, merged, small, TWO_MEMBERS } from '../claims/setups.ts';
import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import type { Hazard } from './hazard.ts';

const ROWS = small(merged(faults('consumer.stall'), TWO_MEMBERS, { application: { offsets: 'external' } }));

/** Where offsets live, and who may write them. */
export const FAMILY_A_OFFSETS: readonly Hazard[] = [
  {
    id: 'A62',
    title:
      'Offsets in the database, written with the effect: a consumer that was given up for dead writes both once more',
    sources: [
      'KafkaConsumer javadoc: Storing Offsets Outside Kafka',
      'Martin Kleppmann, How to do distributed locking: Making the lock safe with fencing',
    ],
    status: 'configuration',
    affected: 'all versions: the database knows of no generations',
    story:
      'Effect and offset are written in one database transaction, and a new owner seeks to the row. A consumer pauses with a record in hand, its partition goes to another one, which processes the record and moves the row on. The first one wakes up, and its transaction goes through as well: the record takes effect twice, and the row goes back to where it was before what the other one has done since. Write the row only where it is not past the record, and roll back otherwise.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: ROWS,
    control: merged(ROWS, { application: { 'offsets.guard': 'offset' } }),
    steps: 14,
  },
];
