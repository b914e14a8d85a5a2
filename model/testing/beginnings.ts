import type { SetupDraft } from '../../setups/input.ts';
import { type Story, story } from './story.ts';

/** How stories begin. */

/** One more record is stored, and its producer has heard of it. */
export const stored = (told: Story): Story =>
  told.does('producer.send').does('broker.produce').does('producer.receive');

/** The group is complete, and every member has its partitions. */
export const joined = (told: Story): Story => told.does('group.complete', { shift: 0 }).repeats('consumer.sync');

/** Under KIP-848, with auto-commit, one of two members keeps partition 0, may take partition 1 as well, and works on a record of what it keeps. */
export const taking = (draft: SetupDraft): Story =>
  joined(
    story({
      topic: { partitions: 2 },
      consumer: { 'enable.auto.commit': true, 'group.protocol': 'consumer' },
      scope: { members: 2 },
      ...draft,
    }),
  )
    .does('consumer.close', { member: 1 })
    .does('consumer.leave', { member: 1 })
    .does('group.complete', { shift: 0 })
    .does('producer.send')
    .does('broker.produce')
    .does('consumer.poll', { member: 0 });
