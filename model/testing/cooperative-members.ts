import { joined, stored } from './beginnings.ts';
import { type Story, small, story } from './story.ts';

/** Two members of a cooperative group with a partition each; the first holds a polled record. */
export const working = (draft = {}): Story =>
  joined(
    stored(
      story(
        small({
          topic: { partitions: 2 },
          consumer: { 'partition.assignment.strategy': 'cooperative' },
          scope: { members: 2, records: 1 },
          faults: { rebalance: 1, 'consumer.stall': 1 },
          ...draft,
        }),
      ),
    ),
  ).does('consumer.poll', { member: 0 });

/** What producers have to send is stored, and they have heard of it. */
export const allStored = (told: Story): Story => told.repeats('producer.send', 'broker.produce', 'producer.receive');

/** The first member has committed its first record, joined, and then polled and processed the second one. */
export const rejoining = (draft = {}): Story => {
  const told = working({ scope: { members: 2, records: 3 }, ...draft })
    .does('consumer.process')
    .does('rebalance');
  if (told.can('consumer.commit', { member: 0 })) told.does('consumer.commit', { member: 0 });
  return allStored(told.repeats('network.arrive').does('consumer.join', { member: 0 }))
    .does('consumer.poll', { member: 0 })
    .does('consumer.process', { member: 0 });
};

/** All its rebalance needs, to the point where it takes an assignment: the same one, or (`moves`) the other's. */
export const completed = (told: Story, moves: boolean): Story =>
  told
    .does('consumer.join', { member: 1 })
    .does('group.complete', { shift: moves ? 1 : 0 })
    .does('consumer.sync', { member: 0 });
