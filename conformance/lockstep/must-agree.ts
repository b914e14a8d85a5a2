import { HarnessError } from '../harness-error.ts';
import { type Difference, sidesOf } from '../observation/view.ts';

/**
 * Before the first step nothing of the machine was played: a cluster that is not where it begins was not brought there.
 *
 * @throws {HarnessError} when something differs.
 */
export function mustAgree(found: readonly Difference[]): void {
  if (found.length === 0) return;
  throw new HarnessError(`before the first step the cluster is not where the machine begins: ${sidesOf(found)}`);
}
