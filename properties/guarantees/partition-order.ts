import { Incident } from '../../model/observer/ledger.ts';
import { has } from '../../model/sets.ts';
import type { Guarantee, IncidentWitness } from '../guarantee.ts';

export const OUT_OF_ORDER = 'a later record was processed first';

export type OrderWitness = IncidentWitness<typeof OUT_OF_ORDER>;

const outOfOrder: OrderWitness = { cause: OUT_OF_ORDER, incident: Incident.outOfOrder };

export const partitionOrder: Guarantee<'partition-order', OrderWitness> = {
  id: 'partition-order',
  claim: 'A group first processes one producer’s records of a partition in the order in which they were sent.',
  mayBreak:
    'A record that the application itself sends again has no place in the order. Nor has one that a former incarnation without a transactional id left on the wire. Without idempotence, retries with more than one request in flight reorder.',
  source: 'guide 7; Kafka documentation, max.in.flight.requests.per.connection; KIP-98',
  checks: () => [
    {
      kind: 'always',
      exercised: (state) => state.ledger.processed.some((seen) => seen.length > 1) || state.ledger.outputs.length > 1,
      violation: (state) => (has(state.ledger.incidents, Incident.outOfOrder) ? outOfOrder : null),
    },
  ],
};
