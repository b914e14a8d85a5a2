import type { Action } from '../model/action.ts';
import { cluster as machineOf } from '../model/cluster.ts';
import { elementsOf, EMPTY } from '../model/sets.ts';
import type { Setup } from '../model/setup.ts';
import { replay } from '../explorers/replay.ts';
import { type ClientKind, ClientProcess } from './clients/client-process.ts';
import { Losses } from './lab/losses.ts';
import type { LiveCluster } from './live-cluster.ts';
import { lockstep, type OnStep } from './lockstep.ts';
import { namesOf } from './names.ts';
import { open } from './opening.ts';
import type { Outcome } from './outcome.ts';
import { Testbed } from './testbed.ts';
import { Told } from './told.ts';

export interface PlayOptions {
  readonly client: ClientKind;
  /** What no other schedule on the cluster has: part of the names of its topics. */
  readonly token: string;
  readonly onStep?: OnStep;
}

/** Plays one schedule of a setup on a cluster, beside the machine. */
export async function play(
  { cluster, gate, heartbeats }: LiveCluster,
  setup: Setup,
  schedule: readonly Action[],
  { client, token, onStep }: PlayOptions,
): Promise<Outcome> {
  const machine = machineOf(setup);
  const steps = replay(machine, schedule);
  const clients = new Map<string, ClientProcess>();
  const losses = new Losses();
  const testbed = new Testbed(
    {
      world: machine.world,
      schedule,
      cluster,
      gate,
      heartbeats,
      names: namesOf(machine.world, token),
      told: new Told(),
      clients,
      startClient: async (clientId) => {
        const { supervisor, directory } = cluster;
        const started = await ClientProcess.start({ ...client, clientId, supervisor, directory });
        void started.lost.then((error) => losses.lose(error));
        return started;
      },
      refusedRecords: new Set(elementsOf(steps.at(-1)?.after.refused ?? EMPTY)),
    },
    machine.init,
  );
  try {
    const playing = open(testbed, machine.init).then(() => lockstep(testbed, steps, onStep));
    return await cluster.losses.guard(losses.guard(playing));
  } finally {
    for (const client of clients.values()) await client.kill();
    await testbed.close();
  }
}
