import { completeSearch } from './complete-search.ts';
import { run } from './coroutine.ts';
import type { ExhaustiveOptions } from './exhaustive-options.ts';
import type { ExhaustiveResult } from './exhaustive-result.ts';
import type { SearchSubject } from './search-subject.ts';

/**
 * Breadth-first search of everything that `subject` can reach, in this thread; of a decomposition, part by part.
 *
 * Level by level, so that the first schedule found for a property and cause is a shortest one. Each state is checked
 * once: for `always` when it is discovered, for `at-rest` when it is expanded. States are kept for two levels only,
 * packed where the machine says how; of the others there remain a fingerprint of 64 bits and six bytes for the way back.
 * Two states with equal fingerprints are taken for one, see `expectedCollisions`. Of a machine that says what it is made
 * of, rules and properties are asked only what they were not asked before (`remembered/`).
 */
export const exhaustive = <State, Action extends { readonly type: string }>(
  subject: SearchSubject<State, Action>,
  options: ExhaustiveOptions = {},
): ExhaustiveResult<Action> => run(completeSearch(subject, options, (sequential) => sequential));
