import type { World } from './world.ts';

/** Whether TxnOffsetCommit says who sends it, in which generation (KIP-447). */
export const namesGeneration = ({ protocol, client }: Pick<World, 'protocol' | 'client'>): boolean =>
  protocol.transactionalOffsetsFencedByGeneration && client.sendsGenerationWithOffsets;
