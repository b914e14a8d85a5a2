import { exhaustive } from '../explorers/exhaustive.ts';
import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import { ImpureRuleError } from '../explorers/remembered/answers/impure-rule-error.ts';
import type { SearchSubject } from '../explorers/search-subject.ts';

/** What came of searching a trial with its rules remembered and without. */
export interface RememberedComparison {
  /** Distinct states of the search without. */
  readonly states: number;
  /** In what the two differ; nothing where they come to the same. */
  readonly differences: readonly string[];
}

/**
 * Searches a trial twice: plainly, which asks the machine about every state, and remembered. All that the two say must be the
 * same: every count, every violation with its schedule, all that was exercised and reached.
 *
 * @param statesMax distinct states after which both end, with their level.
 */
export function compareRemembered<State, Action extends { readonly type: string }>(
  trial: SearchSubject<State, Action>,
  statesMax: number,
): RememberedComparison {
  const plain = exhaustive(trial, { statesMax, plain: true });
  const differences = differencesOf(plain, () => exhaustive(trial, { statesMax }));
  return { states: plain.distinct, differences };
}

function differencesOf<Action>(
  plain: ExhaustiveResult<Action>,
  search: () => ExhaustiveResult<Action>,
): readonly string[] {
  let remembered;
  try {
    remembered = search();
  } catch (error) {
    if (error instanceof ImpureRuleError || error instanceof TypeError || error instanceof RangeError)
      return [error.message];
    throw error;
  }
  const said = new Map<string, unknown>(Object.entries(remembered));
  return Object.entries(plain).flatMap(([name, value]) => {
    // What is kept of a state is another matter.
    if (name === 'bytes') return [];
    const [one, other] = [JSON.stringify(value), JSON.stringify(said.get(name))];
    return one === other ? [] : [`${name}: ${other}; plainly: ${one}`];
  });
}
