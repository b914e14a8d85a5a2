import type { Action } from '../model/action.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Step } from '../model/machine.ts';
import { sentence, type Story } from './story.ts';
import { duplicatesSummary, orderSummary } from './summary-duplicates.ts';
import { independenceSummary, ownershipSummary, startSummary } from './summary-groups.ts';
import { durabilitySummary } from './summary-log.ts';
import { lossSummary } from './summary-loss.ts';
import { progressSummary } from './summary-progress.ts';
import { atomicitySummary, offsetsSummary, visibilitySummary } from './summary-transactions.ts';

/** Per guarantee, what went wrong; null where the story does not show it. */
const SUMMARIES: Readonly<Record<string, (story: Story) => string | null>> = {
  'no-loss': lossSummary,
  'no-duplicates': duplicatesSummary,
  'read-committed-visibility': visibilitySummary,
  'atomic-transaction': atomicitySummary,
  'offsets-with-records': offsetsSummary,
  'partition-order': orderSummary,
  'exclusive-ownership': ownershipSummary,
  'group-independence': independenceSummary,
  'resume-from-committed': startSummary,
  'committed-is-durable': durabilitySummary,
  'zombie-fencing': visibilitySummary,
  progress: progressSummary,
};

/**
 * What went wrong, in one or two sentences, with the records and offsets of this story.
 *
 * Read off the last state and the steps. Where these do not show what the cause says, the cause itself is the summary.
 *
 * @param guarantee the id of a guarantee.
 * @param last the state that violates it; the initial one when there are no steps.
 */
export function summarise(
  world: World,
  guarantee: string,
  cause: string,
  last: ClusterState,
  steps: readonly Step<ClusterState, Action>[],
): string {
  return SUMMARIES[guarantee]?.({ world, cause, last, steps }) ?? sentence(cause);
}
