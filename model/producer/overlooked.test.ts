import { describe, expect, it } from 'vitest';
import { logOf } from '../testing/looking.ts';
import { story, transactional, transforming } from '../testing/story.ts';

const COMMIT = { commit: true };

describe('a transaction one of whose records the broker has refused', () => {
  const refused = (client: object) =>
    story(transactional({ client, scope: { records: 2 }, faults: { 'request.refused': 1 } }))
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive')
      .does('producer.send')
      .does('request.refused')
      .does('producer.receive');

  it('can only be aborted', () => {
    expect(refused({}).can('producer.end-transaction', COMMIT)).toBe(false);
  });

  it.each([{ failsTransactionOnRefusal: false }, { failsTransactionOnRefusal: false, mendsSequences: false }])(
    'commits without it where neither the client nor its application looks: %j',
    (client) => {
      const told = refused(client).does('producer.end-transaction', COMMIT);
      expect(logOf(told.repeats('transaction.write-marker'))).toEqual([0, 'commit']);
    },
  );
});

describe('a transaction whose client overlooks a record that has timed out', () => {
  const left = (processing: 'sync' | 'async'): string =>
    story(
      transforming({
        client: { failsTransactionOnTimeout: false },
        application: { processing },
        faults: { 'request.lost': 1 },
      }),
    )
      .does('group.complete', { shift: 0 })
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send')
      .does('consumer.send-offsets')
      .does('request.lost')
      .does('producer.give-up').state.producers[0].transactionState;

  it('is committed by a loop that does not wait for its sends, and aborted by one that does', () => {
    expect([left('async'), left('sync')]).toEqual(['open', 'must-abort']);
  });
});
