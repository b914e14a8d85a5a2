import { type ApartWitness, OFFSET_WITHOUT_RECORD } from '../../properties/guarantees/offsets-with-records.ts';
import { keptOffset } from '../kept-offset.ts';
import { polledName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

/** An offset without its output, or an output without its offset. */
export function apartSummary({ world }: Story, witness: ApartWitness): string {
  const input = polledName(world, witness);
  const upTo = keptOffset(world, witness.group, witness.committed);
  return witness.cause === OFFSET_WITHOUT_RECORD
    ? sentence(`${upTo}, past ${input}, whose output was never read`)
    : sentence(`the output of ${input} was read, and ${upTo}, not past it`);
}
