import type { Story } from './story.ts';

/** How stories begin. */

/** One more record is stored, and its producer has heard of it. */
export const stored = (told: Story): Story =>
  told.does('producer.send').does('broker.produce').does('producer.receive');

/** The group is complete, and every member has its partitions. */
export const joined = (told: Story): Story => told.does('group.complete', { shift: 0 }).repeats('consumer.sync');
