import { describe, expect, it } from 'vitest';
import { joined } from '../testing/beginnings.ts';
import { outputsOf } from '../testing/looking.ts';
import { type Story, story } from '../testing/story.ts';

/** The first of two members of a transform has polled a record, as a rebalance begins. */
const rebalancing = (application: object, client: object): Story =>
  joined(
    story({
      client,
      application: { shape: 'transform', ...application },
      faults: { rebalance: 1 },
      scope: { members: 2 },
    }).repeats('producer.initialise'),
  )
    .does('consumer.poll', { member: 0 })
    .does('rebalance');

describe('a rebalance amid a batch of a transform', () => {
  it('is joined by a client that drops no batch, which goes on writing what another member is given', () => {
    const told = rebalancing({ commit: 'after-processing' }, { dropsBatchOnRebalance: false })
      .repeats('consumer.join')
      .does('group.complete', { shift: 1 })
      .repeats('consumer.sync');
    const { batch, owned } = told.state.members[0];
    expect([batch.length, owned]).toEqual([1, 0]);
    expect(outputsOf(told.settles())).toEqual([0, 0]);
  });

  it.each([
    ['of the Java client', { commit: 'after-processing' }, {}],
    ['that is a transaction with its offsets', { commit: 'transaction' }, { dropsBatchOnRebalance: false }],
  ])('waits for the end of one %s', (_, application, client) => {
    const told = rebalancing(application, client);
    expect([0, 1].map((member) => told.can('consumer.join', { member }))).toEqual([false, true]);
  });
});
