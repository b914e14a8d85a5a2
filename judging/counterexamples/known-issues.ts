import type { Setup } from '../../model/setup.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { type Hole, isGone, reachOf } from './hole.ts';
import type { SearchLimits } from '../searches/limits.ts';
import { clientLacks, type Lack, protocolLacks } from './mended.ts';
import { budgetShares, knownIssuePlan } from '../searches/plans.ts';

type Limits = Pick<SearchLimits, 'time' | 'environments'>;

/** A hole of which it is asked what it is known as. */
export interface IssueQuestion {
  /** As small as shows the hole, and with no more faults than its schedule has. */
  readonly world: Setup;
  readonly hole: Hole;
}

/** What a hole is known as, as far as it was asked. */
export interface IssuesSoFar {
  readonly known: readonly string[];
  /** Whether it may be known as what no release has mended yet. */
  readonly isOpen: boolean;
}

/**
 * The published issues that a counterexample tells: a story is known by an issue if its fix, and nothing else, takes the
 * cause out of the story's world.
 *
 * That the schedule can no longer be gone is not enough, since a protocol that goes about it in other steps is no fix. So
 * the whole world is searched, with the one switch as it was mended: what is not found there for this cause is the doing
 * of what the switch stands for. Where several fixes would do, the story is that of the one that came first, and a bug of
 * a client library comes before all: what came later was made for something else. A world too large to be searched
 * whole names nothing.
 */
export async function knownIssues(question: IssueQuestion, limits: Limits): Promise<readonly string[]> {
  const { known, isOpen } = await releasedIssues(question, limits);
  return isOpen ? unreleasedIssues(question, limits) : known;
}

/** Those of them that there is a release to upgrade to for, and whether those that there is none for are still to be asked. */
export async function releasedIssues(question: IssueQuestion, limits: Limits): Promise<IssuesSoFar> {
  const { released, unreleased } = lacksIn(question);
  const { known, isOpen } = await issuesAmong(released, question, limits);
  return { known, isOpen: isOpen && unreleased.some((lack) => isSearched(lack, question)) };
}

/** Those that no release has mended yet, of a hole that is known as nothing else. */
export const unreleasedIssues = async (question: IssueQuestion, limits: Limits): Promise<readonly string[]> =>
  (await issuesAmong(lacksIn(question).unreleased, question, limits)).known;

/** What the setup lacks, in the order in which it was mended; what comes behind all releases is apart. */
function lacksIn({ world }: IssueQuestion): { readonly released: Lack[]; readonly unreleased: Lack[] } {
  const lacks = [...clientLacks(world), ...protocolLacks(world)];
  const end = lacks.findLastIndex(({ isReleased }) => isReleased) + 1;
  return { released: lacks.slice(0, end), unreleased: lacks.slice(end) };
}

/** Whether it takes a search to know: the schedule of the hole does not show that a step of the fix leaves it open. */
const isSearched = ({ steps }: Lack, { hole }: IssueQuestion): boolean =>
  steps.some(({ setup }) => !isGone(clusterTrial(setup), hole));

async function issuesAmong(lacks: readonly Lack[], { hole }: IssueQuestion, limits: Limits): Promise<IssuesSoFar> {
  const known = new Set<string>();
  let last: Lack | undefined;
  for (const lack of lacks) {
    if (known.size > 0 && (last?.isOfClient !== lack.isOfClient || last.since !== lack.since)) break;
    last = lack;
    const issues = await issuesOf(lack, hole, limits);
    // What is too large with one fix is hardly smaller with another.
    if (issues === null) return { known: [...known], isOpen: false };
    for (const issue of issues) known.add(issue);
  }
  return { known: [...known], isOpen: known.size === 0 };
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
