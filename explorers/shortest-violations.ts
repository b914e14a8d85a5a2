import type { Schedule } from '../model/machine.ts';
import type { FoundViolation, RunViolation } from './found-violation.ts';

/** Keeps the shortest schedule for each property and cause; of equally short ones the first. */
export class ShortestViolations<Action> {
  private readonly byProperty = new Map<string, Map<string, RunViolation<Action>>>();

  /**
   * Notes that `property` fails for `cause` after the first `steps` actions of `actions`, which is copied only when
   * that is news.
   */
  note(property: string, cause: string, actions: Schedule<Action>, steps: number, run: number): void {
    let byCause = this.byProperty.get(property);
    if (byCause === undefined) this.byProperty.set(property, (byCause = new Map<string, RunViolation<Action>>()));
    const known = byCause.get(cause);
    if (known !== undefined && known.schedule.length <= steps) return;
    byCause.set(cause, { property, cause, schedule: actions.slice(0, steps), states: steps + 1, run });
  }

  /** Whether `property` has a violation, of whatever cause. */
  has(property: string): boolean {
    return this.byProperty.has(property);
  }

  all(): RunViolation<Action>[] {
    return [...this.byProperty.values()].flatMap((byCause) => Array.from(byCause.values()));
  }
}

/** Of each property and cause the shortest schedule that any of several searches has found. */
export function shortestAmong<Action>(
  searches: readonly { readonly violations: readonly FoundViolation<Action>[] }[],
): RunViolation<Action>[] {
  const shortest = new ShortestViolations<Action>();
  for (const [search, { violations }] of searches.entries()) {
    for (const { property, cause, schedule } of violations) {
      shortest.note(property, cause, schedule, schedule.length, search);
    }
  }
  return shortest.all();
}
