import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { logOf, outcomesOf, processedBy } from '../testing/looking.ts';
import { type Story, story, transactional, transforming } from '../testing/story.ts';

const ids = (value: 'shared' | 'per-start') => ({ application: { 'transactional.ids': value } });

/** Two producers with one transactional id, each with a record to send. */
const twoProducers = (draft: SetupDraft = {}): Story =>
  story(transactional({ ...ids('shared'), ...draft, scope: { producers: 2, attempts: 1, ...draft.scope } }));

const entriesOf = ({ state }: Story) => state.transactions;

describe('live producers that share a transactional id', () => {
  it('have to take it before they send', () => {
    const told = twoProducers();
    expect([told.can('producer.send', { producer: 0 }), entriesOf(told).length]).toEqual([false, 1]);
    told.does('producer.initialise', { producer: 0 });
    expect([told.state.producers[0].epoch, told.can('producer.send', { producer: 0 })]).toEqual([0, true]);
  });

  it('fence each other: whoever begins aborts what the other has open', () => {
    const told = twoProducers()
      .does('producer.initialise', { producer: 0 })
      .does('producer.send', { producer: 0 })
      .does('broker.produce')
      .does('producer.initialise', { producer: 1 });
    expect(entriesOf(told)).toMatchObject([{ status: 'prepare-abort', epoch: 1 }]);
    told.repeats('transaction.write-marker', 'transaction.complete').does('producer.initialise', { producer: 1 });
    told.does('producer.receive').does('producer.end-transaction', { producer: 0, commit: true });
    expect(told.state.producers.map(({ up }) => up)).toEqual([false, true]);
    expect([logOf(told), outcomesOf(told)]).toEqual([
      [0, 'abort'],
      ['failed', 'none'],
    ]);
    expect(processedBy(told.settles())).toEqual([1]);
  });

  it('may begin once more where their abort counts as a repetition of the other one’s (transaction.version 2)', () => {
    const told = twoProducers({ scope: { records: 4 } })
      .does('producer.initialise', { producer: 0 })
      .does('producer.send', { producer: 0 })
      .does('broker.produce')
      .does('producer.initialise', { producer: 1 })
      .does('producer.receive', { producer: 0 })
      .repeats('transaction.write-marker', 'transaction.complete');
    told.does('producer.end-transaction', { producer: 0, commit: false });
    expect(told.state.producers[0]).toMatchObject({ up: true, epoch: 1, transactionState: 'ready' });
    told.does('producer.send', { producer: 0 }).does('broker.produce').does('producer.initialise', { producer: 1 });
    expect(entriesOf(told)).toMatchObject([{ status: 'prepare-abort', epoch: 3 }]);
    told.repeats('transaction.write-marker', 'transaction.complete', 'producer.receive');
    told.does('producer.end-transaction', { producer: 0, commit: false });
    expect(told.state.producers[0].up).toBe(false);
  });

  it('start again as often as scope.attempts says, besides their crashes', () => {
    const told = twoProducers({ faults: { 'producer.crash': 1 } });
    told.does('producer.initialise', { producer: 0 }).does('producer.crash', { producer: 0 });
    told.does('producer.restart').does('producer.initialise', { producer: 0 });
    told.does('producer.initialise', { producer: 1 }).does('producer.send', { producer: 0 });
    told.repeats('producer.receive', 'broker.produce').does('producer.end-transaction', { producer: 0, commit: false });
    expect([told.state.producers[0].up, told.can('producer.restart')]).toEqual([false, false]);
  });

  /** One that has lost the id, and has yet to ask for a new epoch. */
  const replaced = () =>
    twoProducers({ kafka: '3.9', faults: { 'request.lost': 1 } })
      .does('producer.initialise', { producer: 0 })
      .does('producer.send', { producer: 0 })
      .does('request.lost')
      .does('producer.give-up')
      .does('producer.end-transaction', { producer: 0, commit: false })
      .repeats('transaction.write-marker', 'transaction.complete')
      .does('producer.initialise', { producer: 1 });

  it('are fenced as well when they only ask for a new epoch (KIP-360)', () => {
    const told = replaced().does('producer.initialise', { producer: 0 });
    expect([told.state.producers[0].up, entriesOf(told)[0].epoch]).toEqual([false, 1]);
  });

  it('abort what the other has open before they are told so', () => {
    const told = replaced().does('producer.send', { producer: 1 }).does('producer.initialise', { producer: 0 });
    expect([told.state.producers[0].up, entriesOf(told)]).toMatchObject([
      true,
      [{ status: 'prepare-abort', epoch: 2 }],
    ]);
    told.repeats('transaction.write-marker', 'transaction.complete').does('producer.initialise', { producer: 0 });
    expect([told.state.producers[0].up, entriesOf(told)[0].epoch]).toEqual([false, 2]);
  });

  it('are so in a transform, too: the process that is fenced exits', () => {
    const told = story(transforming({ ...ids('shared'), scope: { members: 2 } }))
      .does('producer.initialise', { producer: 0 })
      .does('producer.initialise', { producer: 1 })
      .does('group.complete', { shift: 0 })
      .does('consumer.sync', { member: 0 })
      .does('consumer.poll', { member: 0 })
      .does('producer.send')
      .repeats('broker.produce', 'producer.receive')
      .does('producer.end-transaction', { producer: 0, commit: false });
    expect(told.state.members.map(({ status }) => status)).toEqual(['crashed', 'up']);
  });
});

describe('a transactional id that is made up at every start', () => {
  it('fences nobody: what its process left open before stays so until it times out', () => {
    const told = story(transactional({ ...ids('per-start'), faults: { 'producer.crash': 1 }, scope: { records: 2 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('producer.crash')
      .does('producer.restart')
      .does('producer.initialise');
    expect(entriesOf(told).slice(0, 2)).toMatchObject([{ status: 'ongoing' }, { status: 'empty', epoch: 0 }]);
    told.does('producer.send').does('broker.produce').does('producer.receive');
    told.does('producer.end-transaction', { commit: true }).does('transaction.write-marker', { producer: 1 });
    expect(logOf(told)).toEqual([0, 1, 'commit']);
    told.does('group.complete').does('consumer.sync');
    expect(told.can('consumer.poll')).toBe(false);
    told.does('transaction.time-out', { producer: 0 }).does('transaction.write-marker', { producer: 0 });
    expect(processedBy(told.settles())).toEqual([1]);
  });
});
