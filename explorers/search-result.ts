import type { Coverage } from './coverage.ts';
import type { FoundViolation } from './found-violation.ts';

/** What every explorer can tell of the properties that it checked. */
export interface SearchResult<Action> {
  /** The shortest schedule found for each property and cause, in the order of their discovery. */
  readonly violations: readonly FoundViolation<Action>[];
  /** In how many states each property was put to the test, by id. */
  readonly exercised: Readonly<Record<string, number>>;
  readonly coverage: Coverage;
  /** Why the search ended before it was done; absent when it was done. */
  readonly stopped?: string;
}
