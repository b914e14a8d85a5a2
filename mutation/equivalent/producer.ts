import type { Argued } from '../argued.ts';
import { NEVER_ENABLED } from './never-enabled.ts';

/** In model/producer. */
export const PRODUCER: readonly Argued[] = [
  {
    path: 'model/producer/initialise.ts',
    operator: 'condition',
    line: "instances: (world) => (world.transactional ? perProducer('producer.initialise')(world) : []),",
    before: 'world.transactional',
    after: 'true',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/producer/forget-partition.ts',
    operator: 'operand',
    line: 'world.client.keepsSequencesOverMetadataLoss || !world.idempotent',
    before: 'world.client.keepsSequencesOverMetadataLoss || !world.idempotent',
    after: 'world.client.keepsSequencesOverMetadataLoss',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/producer/end-transaction.ts',
    operator: 'condition',
    line: 'instances: (world) => (world.transactional ? outcomes(world) : []),',
    before: 'world.transactional',
    after: 'true',
    reason: NEVER_ENABLED,
  },
  {
    path: 'model/producer/receive.ts',
    operator: 'operand',
    line: 'if (client.inFlight.length === 0 || !clientRuns(world, state, producer)) return false;',
    before: 'client.inFlight.length === 0 || !clientRuns(world, state, producer)',
    after: '!clientRuns(world, state, producer)',
    reason: 'where nothing is in flight there is no oldest request: the first question only comes to the answer sooner',
  },
];
