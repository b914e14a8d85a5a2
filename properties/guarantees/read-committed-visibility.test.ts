import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import { after, edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
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
