import { describe, expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { arrive } from '../../model/network/arrive.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import { asking } from '../../model/query.ts';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { replicated, story, transforming } from '../../model/testing/story.ts';
import {
  all,
  type Change,
  changesOf,
  orphaned,
  orphanedBatch,
  orphanedEnd,
  producer,
  transaction,
} from '../testing/changes.ts';
import { isTooLate, withoutLateBatches } from './late-batches.ts';

/** The coordinator has gone on to epoch 2 of producer 0, of which a batch of epoch 0 for the output is still on its way. */
const { world, state: settled } = story(transforming(replicated(2, 1))).settles();
const output = 1;
const { leader } = settled.controller.partitions[output];
const change = changesOf(world);
const state = transaction(0, { epoch: 2, status: 'empty' })(settled);

const logs = (first: Parameters<typeof change.replica>[2]['log'], second = first): Change =>
  all(change.replica(0, output, { log: first }), change.replica(1, output, { log: second }));
const first = orphanedBatch(leader, output);
const second: OrphanedRequest = first.kind === 'produce' ? { ...first, batch: { ...first.batch, sequence: 1 } } : first;
const open = [inTransaction(7)];
const ended = [...open, marker('abort', { producerEpoch: 1 })];

describe('a batch of an epoch that the coordinator has left behind', () => {
  it.each<[string, OrphanedRequest, Change]>([
    ['the first of its transaction, wherever nothing of that is', first, logs([])],
    ['the first of its transaction, where that is open', first, logs(open)],
    ['the first of its transaction, where that has ended', first, logs(ended)],
    ['a later one, where nothing of its transaction is', second, logs([])],
    ['a later one, where its transaction has ended', second, logs(ended)],
  ])('comes too late and changes nothing: %s', (_what, orphan, changed) => {
    const waiting = all(changed, orphaned(orphan))(state);
    expect(isTooLate(world, waiting, orphan)).toBe(true);
    expect(arrive.next(world, waiting, { type: 'network.arrive', index: 0 })).toEqual({
      ...waiting,
      orphanedRequests: [],
    });
  });

  it.each<[string, Change]>([
    ['its transaction is open', logs(open)],
    ['its transaction is open on a replica that may lead', logs([], open)],
    ['a replica may lose the marker', logs(ended, open)],
  ])('may come in time where it is a later one, and %s', (_what, changed) => {
    expect(isTooLate(world, changed(state), second)).toBe(false);
  });
});

it('no other request comes too late', () => {
  expect(isTooLate(world, transaction(0, { epoch: 0 })(state), first)).toBe(false);
  expect(isTooLate(world, state, orphanedEnd(0))).toBe(false);
});

describe('of the steps', () => {
  const late: Action = { type: 'network.arrive', index: 0 };
  const inTime: Action = { type: 'network.arrive', index: 1 };
  const poll: Action = { type: 'consumer.poll', member: 0 };
  const waiting = all(logs([]), orphaned(first, orphanedEnd(0)))(state);

  it('a batch that comes too late is the last', () => {
    expect(withoutLateBatches(world, asking(waiting), [poll, late, inTime])).toEqual([poll, inTime]);
    expect(withoutLateBatches(world, asking(waiting), [late])).toEqual([late]);
    expect(withoutLateBatches(world, asking(waiting), [])).toEqual([]);
  });

  it('that of a zombie is the first, so that its guarantee is put to the test', () => {
    const replaced = producer(0, { incarnation: 1, transactionState: 'ready' })(waiting);
    expect(withoutLateBatches(world, asking(replaced), [poll, late, inTime])).toEqual([late]);
  });
});
