import { partitionName } from '../../narrator/names.ts';
import { narrate } from '../../narrator/narrator.ts';
import type { StoryStep } from '../../narrator/narrator.ts';
import type { ClusterStep } from '../../narrator/story.ts';
import type { ClusterTrial } from '../../properties/trial.ts';
import type { Message, Run } from '../../reports/documents/scene.ts';
import { castOf } from './cast.ts';
import { postClients } from './client-messages.ts';
import { Post } from './post.ts';
import { postProduce } from './produce-messages.ts';
import { isDecision, postMetadata, postReplication } from './replication-messages.ts';
import { differences, snapshotOf } from './snapshot.ts';

/** Some steps with what is needed to draw them. */
export interface Drawn {
  readonly run: Run;
  readonly told: readonly StoryStep[];
}

export function drawn({ world, machine, isFault }: ClusterTrial, steps: readonly ClusterStep[]): Drawn {
  const told = narrate(world, steps);
  const post = new Post();
  let decided = 0;
  for (const [index, step] of steps.entries()) {
    postProduce(world, post, step, index + 1);
    postReplication(world, post, step, index + 1);
    postMetadata(post, step, index + 1, decided);
    postClients(world, post, step, index + 1);
    if (isDecision(step.before, step.after)) decided = index + 1;
  }
  const { messages }: { readonly messages: readonly Message[] } = post;
  const names = new Set([...told.map(({ actor }) => actor), ...messages.flatMap(({ from, to }) => [from, to])]);
  const states = [machine.init, ...steps.map(({ after }) => after)];
  const run = {
    actors: castOf(world, names),
    partitions: world.placement.map((_, partition) => partitionName(world, partition)),
    faults: steps.flatMap(({ action }, index) => (isFault(action) ? [index + 1] : [])),
    messages,
    states: differences(states.map((state) => snapshotOf(world, state))),
  };
  return { run, told };
}
