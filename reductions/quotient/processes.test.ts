import { expect, it } from 'vitest';
import { rewritten, withParts } from '../../model/rewriting.ts';
import type { ClusterState } from '../../model/state.ts';
import { story, transforming } from '../../model/testing/story.ts';
import { transactionId } from '../../model/world.ts';
import { all, type Change, group, inFlight, member, producer, request, transaction } from '../testing/changes.ts';
import { processesSwapped } from './process-renaming.ts';
import { processRewritings } from './processes.ts';

const { world, state } = story(transforming({ scope: { members: 2 } }));
const representative = (of: ClusterState): ClusterState => rewritten(of, processRewritings(world));

it.each<[string, Change]>([
  ['whether it is up', producer(0, { up: false })],
  ['its incarnation', producer(0, { incarnation: 1 })],
  ['its epoch', producer(0, { epoch: 5 })],
  ['the state of its transaction', producer(0, { transactionState: 'open' })],
  ['that it has begun a transaction', producer(0, { transaction: transactionId(0, 0) })],
  [
    'how many transactions it has begun',
    all(producer(0, { transaction: transactionId(0, 3) }), producer(1, { transaction: transactionId(1, 1) })),
  ],
  ['a request of it', inFlight(0, request())],
  ['where its request is', all(inFlight(0, request()), inFlight(1, request({ stage: 'reply' })))],
  ['how its request has ended', all(inFlight(0, request()), inFlight(1, request({ error: 'not-leader' })))],
  ['what it has to send again', producer(0, { queue: [request().batch] })],
  ['its epoch at the coordinator', transaction(0, { epoch: 5 })],
  ['what the coordinator is about to do', transaction(0, { status: 'ongoing' })],
  ['whether it has sent offsets', transaction(0, { offsets: true })],
  ['whether their marker is written', transaction(0, { offsetsMarked: true })],
  ['where its loop is', member(0, { step: 'send' })],
  ['whether it has joined', group({ joined: 0b01 })],
])('two processes that differ in %s are told apart by that, whichever comes first', (_what, changed) => {
  const before = changed(state);
  const swapped = withParts(before, processesSwapped(world));
  expect(swapped).not.toEqual(before);
  expect(representative(swapped)).toEqual(representative(before));
});
