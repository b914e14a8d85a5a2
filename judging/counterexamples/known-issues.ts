import type { Setup } from '../../model/setup.ts';
import { type Hole, reachOf } from './hole.ts';
import type { SearchLimits } from '../searches/limits.ts';
import { clientLacks, type Lack, protocolLacks } from './mended.ts';
import { budgetShares, knownIssuePlan } from '../searches/plans.ts';

type Limits = Pick<SearchLimits, 'time' | 'environments'>;

/**
 * The published issues that a counterexample tells: a story is known by an issue if its fix, and nothing else, takes the
 * cause out of the story's world.
 *
 * That the schedule can no longer be gone is not enough, since a protocol that goes about it in other steps is no fix. So
 * the whole world is searched, with the one switch as it was mended: what is not found there for this cause is the doing
 * of what the switch stands for. Where several fixes would do, the story is that of the one that came first, and a bug of
 * a client library comes before all: what came later was made for something else. A world too large to be searched
 * whole names nothing.
 *
 * @param world as small as shows the hole, and with no more faults than its schedule has.
 */
export async function knownIssues(world: Setup, hole: Hole, limits: Limits): Promise<readonly string[]> {
  const known = new Set<string>();
  let last: Lack | undefined;
  for (const lack of [...clientLacks(world), ...protocolLacks(world)]) {
    if (known.size > 0 && (last?.isOfClient !== lack.isOfClient || last.since !== lack.since)) break;
    last = lack;
    const issues = await issuesOf(lack, hole, limits);
    // What is too large with one fix is hardly smaller with another.
    if (issues === null) break;
    for (const issue of issues) known.add(issue);
  }
  return [...known];
}

/** The issues of the steps up to the first one that closes the hole; null where a step's world is too large to tell. */
async function issuesOf({ steps }: Lack, hole: Hole, limits: Limits): Promise<readonly string[] | null> {
  for (const [index, { setup }] of steps.entries()) {
    if (limits.time.until(budgetShares.telling).aborted) return null;
    const reach = await reachOf(setup, hole, knownIssuePlan, limits);
    if (reach === 'unseen') return null;
    if (reach === 'closed') return steps.slice(0, index + 1).flatMap(({ known }) => known);
  }
  return [];
}
