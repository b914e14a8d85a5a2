import type { IndependenceWitness } from '../../properties/guarantees/group-independence.ts';
import { groupName, polledName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';

/** Which group was not given what. */
export const independenceSummary = ({ world }: Story, witness: IndependenceWitness): string =>
  sentence(`${polledName(world, witness)} was reported stored and was never given to ${groupName(witness.group)}`);
