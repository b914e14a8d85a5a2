import { NEVER_RETURNED, type VisibilityWitness } from '../../properties/guarantees/read-committed-visibility.ts';
import { polledName, transactionName } from '../names.ts';
import { sentence } from '../sentence.ts';
import type { Story } from '../story.ts';
import { wronglyReturned } from '../wrongly-returned.ts';

/** What was read and should not have been, or the other way round. */
export function visibilitySummary(story: Story, witness: VisibilityWitness): string | null {
  if (witness.cause !== NEVER_RETURNED) return wronglyReturned(story, witness.incident);
  const what = polledName(story.world, witness);
  const transaction = transactionName(story.world, witness.transaction);
  return sentence(`${what} belongs to ${transaction}, which committed, and was never read`);
}
