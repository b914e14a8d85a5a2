import { Incident } from '../../model/observer/ledger.ts';
import { has } from '../../model/sets.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';

export const ZOMBIE_READ = 'a zombie’s record was returned';

export type ZombieWitness = IncidentWitness<typeof ZOMBIE_READ>;

const zombieRead: ZombieWitness = { cause: ZOMBIE_READ, incident: Incident.zombieRead };

export const zombieFencing: Guarantee<'zombie-fencing', ZombieWitness> = {
  id: 'zombie-fencing',
  claim:
    'Nothing that an older incarnation of a transactional id writes after a newer one has begun is ever returned to a reader.',
  mayBreak: 'Without a transactional id nobody is fenced, and effects outside Kafka never are.',
  source: 'KIP-98 (zombie fencing by producer epoch); KIP-447; KIP-890',
  checks: (world) =>
    world.transactional
      ? [
          {
            kind: 'always',
            exercised: (state) => has(state.ledger.incidents, Incident.zombieArrived),
            violation: (state) => (has(state.ledger.incidents, Incident.zombieRead) ? zombieRead : null),
          },
        ]
      : [],
};
