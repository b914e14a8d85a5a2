import type { Action } from '../../model/action.ts';
import { cluster as machineOf } from '../../model/cluster.ts';
import { elementsOf, EMPTY } from '../../model/sets.ts';
import type { Setup } from '../../model/setup.ts';
import { replay } from '../../explorers/replay.ts';
import { type ClientKind, ClientProcess } from '../clients/client-process.ts';
import { Losses } from '../lab/losses.ts';
import { lockstep, type OnStep } from './lockstep.ts';
import { READER } from '../names.ts';
import { open } from './opening.ts';
import type { Outcome } from './outcome.ts';
import type { PlayedCluster } from '../brokers/played-cluster.ts';
import type { RulesOfPlay } from '../schedules/rules-of-play.ts';
import { Testbed } from '../testbed/testbed.ts';
import { Told } from '../testbed/told.ts';

export interface PlayOptions {
  readonly rules: RulesOfPlay;
  readonly client: ClientKind;
  /** What the reader behind a transform is, which is in no group. */
  readonly reader: ClientKind;
  /** What no other schedule on the cluster has: part of the names of its topics. */
  readonly token: string;
  readonly onStep?: OnStep;
}

/** Plays one schedule of a setup on a cluster, beside the machine. */
export async function play(
  cluster: PlayedCluster,
  setup: Setup,
  schedule: readonly Action[],
  { rules, client, reader, token, onStep }: PlayOptions,
): Promise<Outcome> {
  const machine = machineOf(setup);
  const steps = replay(machine, schedule);
  const clients = new Map<string, ClientProcess>();
  const losses = new Losses();
  const { brokers } = cluster;
  const testbed = new Testbed(
    {
      world: machine.world,
      schedule,
      brokers,
      gate: cluster.gate,
      controlled: cluster.controlled,
      names: await cluster.namesFor(machine.world, token),
      told: new Told(),
      clients,
      startClient: async (clientId) => {
        const { supervisor, directory } = brokers;
        const kind = clientId === READER ? reader : client;
        const started = await ClientProcess.start({ ...kind, clientId, supervisor, directory });
        void started.lost.then((error) => losses.lose(error));
        return started;
      },
      refusedRecords: new Set(elementsOf(steps.at(-1)?.after.refused ?? EMPTY)),
    },
    machine.init,
  );
  try {
    const playing = open(testbed, machine.init).then(() => lockstep(testbed, steps, { machine, rules, onStep }));
    return await brokers.losses.guard(losses.guard(playing));
  } finally {
    for (const client of clients.values()) await client.kill();
    await testbed.close();
  }
}
