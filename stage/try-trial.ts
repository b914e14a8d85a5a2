import type { CodeDocument } from '../reports/code/code-document.ts';
import { InputError } from '../setups/input-error.ts';
import { beginsBehind, nothingShown } from './nothing-shown.ts';
import type { OpenedTrial } from './opened-trial.ts';
import { readRequirement, type Requirement } from '../properties/requirement.ts';
import type { RunJob, Runner, RunResult } from './run-result.ts';
import { deviationAt } from './search/budgets.ts';
import { cuttingOff } from './search/cut-off.ts';
import { search } from './search/search.ts';
import type { Part, Searched } from './search/searched.ts';
import { codeDocument } from './report/document.ts';
import { type Expected, failsAtFirst, unreadOf } from './verdict/expected.ts';
import { findingsOf } from './report/findings.ts';

/** Runs with two faults that are tried after all single ones; a tenth as many walks. */
export const RUNS_DEFAULT = 300;

export interface TryOptions {
  readonly seed: string;
  /** Most runs with two faults; a tenth as many walks (`RUNS_DEFAULT` where left out). */
  readonly runs?: number;
  /** Instead of what the trial itself requires. */
  readonly required?: Requirement;
  /** Found before: tried first. */
  readonly remembered?: readonly RunJob[];
  /** Whether the search is to end: what it has found by then is told. */
  readonly stop?: () => boolean;
  /** Whether that is to be told as it is, however much smaller it could be made; where nothing is said it is made as small as can be. */
  readonly stopShrinking?: () => boolean;
  readonly onRun?: (part: Part, runs: number, of: number) => void;
}

/**
 * Tries a user's program: the search, the findings made smaller, the document.
 *
 * @throws {InputError} when the program shows nothing that could be judged.
 */
export async function tryTrial(opened: OpenedTrial, options: TryOptions): Promise<CodeDocument> {
  const { name, budgets, isExact, processes, records, require } = opened;
  const runners = opened.runners.map(cuttingOff);
  const { seed, runs = isExact ? RUNS_DEFAULT : 0 } = options;
  const required =
    options.required ?? (require === undefined ? undefined : readRequirement(require, `${name}: require`));
  const searchBy = (expected?: Expected): Promise<Searched> =>
    search({
      ...options,
      budgets,
      runners,
      isExact,
      expected,
      onBase: (base, promised) => checkBase(opened, base, promised, () => joinedAgain(runners[0], seed, base)),
      pairsMax: runs,
      walksMax: Math.ceil(runs / 10),
    });
  let searched = await searchBy();
  // A record that had an outcome in some run has lost it in the others, those before it among them.
  while (searched.wider !== searched.expected && searched.difference === undefined && options.stop?.() !== true)
    searched = await searchBy(searched.wider);
  const client = searched.base.software ?? opened.client;
  const findings = searched.difference
    ? []
    : await findingsOf(searched, { records, processes }, client, runners, options.stopShrinking);
  return codeDocument({ ...opened, client, seed, required }, searched, findings);
}

/** The groups that its consumers join where a process ends in the middle, and starts again. */
async function joinedAgain(run: Runner, seed: string, { points }: RunResult): Promise<readonly string[]> {
  const last = points.findLast(({ faults }) => faults.some(({ kind }) => kind === 'consumer.crash'));
  if (last === undefined) return [];
  const { ledger } = await run({ seed, deviations: [deviationAt(last, { kind: 'consumer.crash' })] });
  return ledger.joined ?? [];
}

/** @throws {InputError} where nothing can be judged, or an outcome is expected that no record has when nothing goes wrong. */
async function checkBase(
  opened: OpenedTrial,
  base: RunResult,
  expected: Expected,
  joinedAgain: () => Promise<readonly string[]>,
): Promise<void> {
  if (failsAtFirst(base.ledger)) return;
  const seen = new Set(base.ledger.outcomes.filter(({ records }) => records.length > 0).map(({ what }) => what));
  if (seen.size === 0) throw nothingShown(opened, base, beginsBehind(base.ledger) ? await joinedAgain() : []);
  const isSeen = `what is seen of it: ${[...seen].map((what) => JSON.stringify(what)).join(', ')}`;
  if (expected.outcomes.size === 0)
    throw new InputError(`${opened.name}: input: expects`, 'it expects nothing of any record', isSeen);
  const unseen = [...expected.outcomes.keys()].find((what) => !seen.has(what));
  if (unseen === undefined) return;
  const unread = unreadOf(base.ledger.records, expected);
  throw new InputError(
    `${opened.name}: input: expects`,
    `without any fault no record comes to ${JSON.stringify(unseen)}${unread.length === 0 ? '' : `, and nobody reads ${unread.join(', ')}`}`,
    isSeen,
  );
}
