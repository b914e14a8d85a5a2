import type { Witness } from '../model/property.ts';
import type { GuaranteeId, WitnessOf } from '../properties/guarantees.ts';
import type { Clause } from './clause.ts';
import { sentence } from './sentence.ts';
import type { Story } from './story.ts';
import { atomicitySummary } from './summaries/atomic-transaction.ts';
import { durabilitySummary } from './summaries/committed-is-durable.ts';
import { ownershipSummary } from './summaries/exclusive-ownership.ts';
import { independenceSummary } from './summaries/group-independence.ts';
import { duplicatesSummary } from './summaries/no-duplicates.ts';
import { lossSummary } from './summaries/no-loss.ts';
import { apartSummary } from './summaries/offsets-with-records.ts';
import { orderSummary } from './summaries/partition-order.ts';
import { progressSummary } from './summaries/progress.ts';
import { visibilitySummary } from './summaries/read-committed-visibility.ts';
import { startSummary } from './summaries/resume-from-committed.ts';
import { zombieSummary } from './summaries/zombie-fencing.ts';

/** What a guarantee's witness shows, in one or two sentences; null where the steps do not show the incident. */
type Summary<W extends Witness> = (story: Story, witness: W) => Clause | string | null;

const SUMMARIES: { readonly [Id in GuaranteeId]: Summary<WitnessOf<Id>> } = {
  'no-loss': lossSummary,
  'no-duplicates': duplicatesSummary,
  'read-committed-visibility': visibilitySummary,
  'atomic-transaction': atomicitySummary,
  'offsets-with-records': apartSummary,
  'partition-order': orderSummary,
  'exclusive-ownership': ownershipSummary,
  'group-independence': independenceSummary,
  'resume-from-committed': startSummary,
  'committed-is-durable': durabilitySummary,
  'zombie-fencing': zombieSummary,
  progress: progressSummary,
};

/**
 * What went wrong, in one or two sentences, with the records and offsets of this story.
 *
 * It renders the witness: the steps are asked for nothing but the history of what the witness names. For a property that
 * is no guarantee of the suite, and where an incident lies before the story begins, the cause is the summary.
 *
 * @param guarantee the id of a guarantee, or of any other property.
 * @param witness what that guarantee gave for the last state.
 * @returns the sentences, and the steps that they rest on, each once and in order.
 */
export function summarise(guarantee: string, witness: Witness, story: Story): Clause {
  // The compiler has seen that each guarantee has the summary of its own witness; here only the id is left.
  const summary = (SUMMARIES as Readonly<Record<string, Summary<never> | undefined>>)[guarantee];
  const told = summary?.(story, witness as never) ?? sentence(witness.cause);
  if (typeof told === 'string') return { text: told, steps: [] };
  return { text: told.text, steps: [...new Set(told.steps)].sort((one, other) => one - other) };
}
