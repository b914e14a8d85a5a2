import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { outputsOf } from '../testing/looking.ts';
import { type Story, story, transforming } from '../testing/story.ts';

/** A member of a transform that owns all partitions, with its input in the log. */
const reading = (draft: SetupDraft = {}): Story =>
  story(transforming({ ...draft, scope: { records: 2, ...draft.scope } }))
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync');

const inHand = ({ state }: Story) => state.members[0].batch.map(({ value }) => value);

describe('a poll of a transform', () => {
  it('may return less than there is, and the next one the rest', () => {
    const told = reading().does('consumer.poll-prefix', { records: 1 });
    expect([inHand(told), told.state.members[0].positions]).toEqual([[0], [1]]);
    told.repeats('producer.send', 'broker.produce', 'producer.receive').does('consumer.send-offsets');
    told.does('producer.end-transaction').settles();
    expect([outputsOf(told), told.state.ledger.transactions.length]).toEqual([[0, 1], 2]);
  });

  it('returns one transaction of both records as well', () => {
    const told = reading().does('consumer.poll');
    expect(inHand(told)).toEqual([0, 1]);
    expect(told.settles().state.ledger.transactions).toHaveLength(1);
  });

  it('takes partition after partition', () => {
    const told = reading({ topic: { partitions: 2 }, scope: { records: 4 } });
    expect(inHand(told.does('consumer.poll-prefix', { records: 3 }))).toEqual([0, 2, 1]);
  });

  it('is no prefix where nothing would be left', () => {
    expect(reading({ scope: { records: 1 } }).can('consumer.poll-prefix')).toBe(false);
    expect(reading({ consumer: { 'max.poll.records': 1 } }).can('consumer.poll-prefix')).toBe(false);
    const told = reading().does('consumer.poll-prefix').repeats('producer.send', 'broker.produce', 'producer.receive');
    told.does('consumer.send-offsets').does('producer.end-transaction').repeats('transaction.write-marker');
    told.repeats('transaction.write-offsets-marker', 'transaction.complete');
    expect([told.can('consumer.poll-prefix'), told.can('consumer.poll')]).toEqual([false, true]);
  });

  it('commits the positions of the poll before it first, with enable.auto.commit', () => {
    const told = story({
      consumer: { 'enable.auto.commit': true },
      application: { shape: 'transform', commit: 'auto' },
      scope: { records: 3 },
    })
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll-prefix', { records: 1 })
      .repeats('producer.send', 'broker.produce', 'producer.receive')
      .does('consumer.poll-prefix', { records: 1 });
    expect([told.state.groups[0].committed, inHand(told)]).toEqual([[1], [1]]);
  });
});

it('where producers write while the story goes on, a poll takes what is there: it can come earlier', () => {
  const told = story({ scope: { records: 2 } })
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete')
    .does('consumer.sync');
  expect(told.can('consumer.poll-prefix')).toBe(false);
});
