import type { Argued } from '../argued.ts';

/** In model/producer. */
export const PRODUCER: readonly Argued[] = [
  {
    path: 'model/producer/client/conclusion.ts',
    operator: 'operand',
    line: 'if (world.idempotent && !world.client.burnsIndefiniteSequences) {',
    before: 'world.idempotent && !world.client.burnsIndefiniteSequences',
    after: '!world.client.burnsIndefiniteSequences',
    reason: 'a producer without idempotence is asked for no sequence, so that nobody notices one that was given back',
  },
];
