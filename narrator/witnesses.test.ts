import { expect, test } from 'vitest';
import { data } from '../model/testing/records.ts';
import type { GuaranteeId, WitnessOf } from '../properties/guarantees.ts';
import { clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { summarise } from './narrator.ts';

/** What a summary says of a witness alone, in a world of two groups and two partitions in which nothing has happened yet. */
function rendered<Id extends GuaranteeId>(guarantee: Id, witness: WitnessOf<Id>): string {
  const { machine, world } = clusterTrial(setupOf({ topic: { partitions: 2 }, scope: { groups: 2, members: 2 } }));
  return summarise(guarantee, witness, { world, last: machine.init, steps: [] }).text;
}

const place = { partition: 1, offset: 3 };

test('double ownership names both members, and since when each owns', () => {
  const cause = 'two members of the group own a partition at the same time';
  const shown = { cause, partition: 1, members: [0, 1], generations: [1, 2] } as const;
  expect(rendered('exclusive-ownership', shown)).toBe(
    'Consumer 0 of group 0 and consumer 1 of group 0 both own topic-1 at the same time, since generations 1 and 2.',
  );
  const twice = { ...shown, cause: 'two members own a partition in one generation', generations: [1, 1] } as const;
  expect(rendered('exclusive-ownership', twice)).toBe(
    'Consumer 0 of group 0 and consumer 1 of group 0 both own topic-1 in generation 1.',
  );
});

test('copies in one partition are told by their offsets, copies in two by their places', () => {
  const cause = 'two log entries for one send';
  const entry = { ...place, leaderEpoch: 0 };
  const other = { partition: 0, offset: 4, leaderEpoch: 0 };
  expect(rendered('no-duplicates', { cause, group: 1, value: 0, places: [entry, { ...entry, offset: 5 }] })).toBe(
    'Group 1 processed r0 twice, from offsets 3 and 5 of topic-1: it was sent once and is in the log twice.',
  );
  expect(rendered('no-duplicates', { cause, group: 1, value: 0, places: [other, entry] })).toBe(
    'Group 1 processed r0 twice, from offset 4 of topic-0 and offset 3 of topic-1: it was sent once and is in the log twice.',
  );
});

test('a committed record is missing, gone or replaced', () => {
  const record = data(7);
  expect(
    rendered('committed-is-durable', {
      cause: 'a member of the ISR lacks a committed record',
      record,
      ...place,
      leader: 0,
      broker: 2,
    }),
  ).toBe('Broker 2 is in the ISR of topic-1 and lacks r7 (offset 3), which is below the high watermark of broker 0.');
  const gone = { cause: 'a committed record is gone', record, ...place, leader: 0, instead: null } as const;
  expect(rendered('committed-is-durable', gone)).toBe(
    'r7 (offset 3) was below the high watermark of topic-1 and is gone.',
  );
  expect(rendered('committed-is-durable', { ...gone, instead: data(8) })).toBe(
    'Offset 3 of topic-1 held r7, below the high watermark, and holds r8 on broker 0 now.',
  );
});

test('a torn transaction names what took effect and what did not', () => {
  const gone = { value: 1, partition: 1, offset: -1, end: 'gone' } as const;
  const taken = { value: 0, partition: 0, offset: 2, end: 'commit' } as const;
  const torn = { cause: 'part of a transaction took effect', transaction: 0, records: [taken, gone] } as const;
  expect(rendered('atomic-transaction', torn)).toBe(
    'Of transaction 1 of producer 0, r0 (topic-0, offset 2) was committed and r1 (topic-1) is not in the log.',
  );
  const cause = 'the records and the offsets of a transaction parted';
  expect(rendered('atomic-transaction', { cause, transaction: 0, record: gone, offsets: 'committed' })).toBe(
    'Of transaction 1 of producer 0, r1 (topic-1) is not in the log and the offsets were committed.',
  );
  expect(rendered('atomic-transaction', { cause, transaction: 0, record: taken, offsets: 'dropped' })).toBe(
    'Of transaction 1 of producer 0, r0 (topic-0, offset 2) was committed and the offsets were not.',
  );
});

test('an incident before the story begins is told by its cause', () => {
  const witness = { cause: 'a later record was processed first', incident: 1 } as const;
  expect(rendered('partition-order', witness)).toBe('A later record was processed first.');
});
