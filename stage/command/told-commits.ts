import type { Story } from '../process/story.ts';
import type { Witness } from '../process/witness.ts';
import type { ClusterWorld } from '../world/cluster-world.ts';

/** Tells the story of commits: the user's lines are not known, and what is in force tells more than that something was asked. */
export const toldCommits = (world: ClusterWorld, story: Story): Witness => ({
  answered(answered) {
    const before = world.read().commits.length;
    world.answered(answered);
    for (const { topic, partition, offset } of world.read().commits.slice(before))
      story.tell(`has committed offset ${offset} of ${topic}/${partition}`, answered.life);
  },
});
