import type { SourceLine } from '../decision-point.ts';
import type { Commit, InputRecord, Ledger, Outcome } from '../ledger.ts';
import { topicPartition } from '../topic-partition.ts';
import { hasFailed, isLife } from './judge.ts';
import { isDoneFor } from './several.ts';

/** What is known of a loss besides its own run. */
interface Beside {
  /** The commit past the record, here and in the run without any fault. */
  readonly past: Commit | undefined;
  readonly usual: Commit | undefined;
  readonly calm: Ledger;
  /** The run without the last fault. */
  readonly milder?: Ledger;
}

/**
 * Where a call for a record failed, and the program has committed behind it as it does when all is well, behind what should have taken place:
 * at the same line, and no further than the record, or as far as ever, or when it had gone on to the next one. So it has swallowed the failure.
 * The line is that at which the failure goes no further, where it is known.
 * A life that ended by it has not, nor one that had the record once more, nor a program that does without the last fault what should have taken place.
 */
export function lineOfSwallowed(
  ledger: Ledger,
  record: InputRecord,
  what: string,
  { past, usual, calm, milder }: Beside,
): SourceLine | undefined {
  if (past?.line === undefined || usual?.line?.line !== past.line.line) return undefined;
  const isDone = (one: Outcome): boolean => isDoneFor(one, what, record.id);
  if (!calm.outcomes.some((one) => isDone(one) && one.at < usual.at) || milder?.outcomes.some(isDone)) return undefined;
  const life = ledger.lives.find(isLife(past));
  if (life?.end === 'threw' || life?.end === 'exited') return undefined;
  // What it does instead may have failed as well: the last one.
  const failed = ledger.outcomes.findLast((one) => {
    return isLife(past)(one) && hasFailed(one) && one.records.includes(record.id);
  });
  if (failed === undefined || failed.at >= past.at) return undefined;
  const isUsual = past.offset === record.offset + 1 || past.offset === usual.offset;
  return isUsual || isNextCalledBehind(ledger, past, failed) ? (failed.caught ?? failed.line) : undefined;
}

/** Whether the last record that a commit is past was worked on when a call had failed, and not at the same time: when it was called, or written into a topic. */
function isNextCalledBehind({ records, outcomes }: Ledger, past: Commit, { at }: Outcome): boolean {
  const isNext = (one: InputRecord): boolean =>
    topicPartition(one) === topicPartition(past) && one.offset === past.offset - 1;
  const next = records.find(isNext);
  return outcomes.some(({ records: its, place, at: took, calledAfter = place === undefined ? 0 : took }) => {
    return next !== undefined && its.includes(next.id) && calledAfter >= at;
  });
}
