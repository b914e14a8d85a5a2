import { describe, expect, it } from 'vitest';
import { Incident, type TransactionFact } from '../../model/observer/ledger.ts';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import { withLedger } from '../../model/update.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { after, edited, exercises, verdictOn, withLogs, witnessIn } from '../testing/verdict-on.ts';
import { readCommittedVisibility } from './read-committed-visibility.ts';

/** A record sent in a transaction, with a reader that waits for it. */
const sent = (isolation: string): Story =>
  story(transactional({ consumer: { 'isolation.level': isolation } }))
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('group.complete')
    .does('consumer.sync');

describe('read-committed-visibility holds', () => {
  it('when a reader has returned the records of a committed transaction', () => {
    const told = sent('read_committed').does('producer.end-transaction', { commit: true }).settles();
    expect(verdictOn(readCommittedVisibility, told)).toBeNull();
  });

  it('when no reader has returned those of an aborted one', () => {
    const told = sent('read_committed').does('producer.end-transaction', { commit: false }).settles();
    expect(verdictOn(readCommittedVisibility, told)).toBeNull();
  });
});

describe('read-committed-visibility is violated', () => {
  it('by a reader of uncommitted records that sees an open transaction', () => {
    const told = sent('read_uncommitted').does('consumer.poll');
    expect(verdictOn(readCommittedVisibility, told)).toEqual({
      cause: 'an uncommitted record was returned',
      incident: Incident.uncommittedRead,
    });
  });

  it('by a reader of uncommitted records that sees an aborted transaction', () => {
    const told = sent('read_uncommitted').does('producer.end-transaction', { commit: false }).settles();
    expect(verdictOn(readCommittedVisibility, told)).toEqual({
      cause: 'a record of an aborted transaction was returned',
      incident: Incident.abortedRead,
    });
  });

  it('by a committed record that a group was never given', () => {
    const told = sent('read_committed').does('producer.end-transaction', { commit: true }).settles();
    const state = edited(told, { polled: [0] });
    expect(witnessIn(readCommittedVisibility, told.world, state)).toEqual({
      cause: 'a committed record was never returned',
      transaction: 0,
      value: 0,
      partition: 0,
      offset: 0,
    });
  });

  it('by a committed output that the reader behind a transform never had', () => {
    const told = story(transforming()).settles();
    const state = edited(told, { outputs: [] });
    expect(witnessIn(readCommittedVisibility, told.world, state)).toEqual({
      cause: 'a committed record was never returned',
      transaction: 0,
      value: 0,
      partition: 1,
      offset: 0,
    });
  });
});

describe('at rest read-committed-visibility is judged', () => {
  /** Two partitions with two records each, all of one transaction, of which two groups were given these. */
  const given = (draft: SetupDraft, fact: Partial<TransactionFact>, ...polled: readonly number[]) => {
    const told = story(transactional({ topic: { partitions: 2 }, scope: { groups: 2, records: 4 }, ...draft }));
    const { world } = told;
    const asked = {
      transaction: 0,
      asked: 'commit',
      sent: 0b1111,
      offsets: [],
      letters: 0,
      decided: 'commit',
    } as const;
    const state = withLogs(
      told,
      [inTransaction(0), inTransaction(2), marker('commit')],
      [inTransaction(1), inTransaction(3), marker('commit')],
    );
    const noted = withLedger(state, { polled, transactions: [{ ...asked, ...fact }] });
    return witnessIn(readCommittedVisibility, world, noted);
  };

  it('of every record of every partition and every group', () => {
    expect(given({}, {}, 0b1111, 0b1111)).toBeNull();
    expect(given({}, {}, 0b1111, 0b0111)).toMatchObject({ value: 3, partition: 1, offset: 1 });
    expect(given({}, {}, 0b1101, 0b1111)).toMatchObject({ value: 1, partition: 1, offset: 0 });
    expect(given({}, {}, 0b1111, 0b1011)).toMatchObject({ value: 2, partition: 0, offset: 1 });
  });

  it.each<[string, Partial<TransactionFact>]>([
    ['whose application asked for an abort', { asked: 'abort' }],
    ['whose application asked for nothing', { asked: 'nothing' }],
    ['that was aborted', { decided: 'abort' }],
    ['that was not decided', { decided: 'nothing' }],
    ['of which the observer knows nothing', { transaction: 7 }],
  ])('and not of a transaction %s', (_which, fact) => {
    expect(given({}, fact, 0, 0)).toBeNull();
  });

  it('and not where readers start at the end', () => {
    expect(given({ consumer: { 'auto.offset.reset': 'latest' } }, {}, 0, 0)).toBeNull();
  });
});

describe('read-committed-visibility is vacuous', () => {
  it('without transactions', () => {
    expect(readCommittedVisibility.checks(story().world)).toEqual([]);
  });

  it('where no reader has returned a record of a transaction', () => {
    const told = sent('read_committed');
    expect(exercises(readCommittedVisibility, told)).toBe(false);
    told.does('producer.end-transaction', { commit: true }).settles();
    expect(exercises(readCommittedVisibility, told)).toBe(true);
  });

  it('but a reader of uncommitted records puts it to the test', () => {
    const told = sent('read_committed');
    expect(witnessIn(readCommittedVisibility, told.world, after(told, Incident.uncommittedRead))).not.toBeNull();
  });
});
