import type { Setup } from '../../model/setup.ts';
import { merged } from '../../properties/claims/setups.ts';
import { guaranteeOf } from '../../properties/guarantee.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { SetupError } from '../../setups/place.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { notFollowed } from './followed.ts';
import type { Demand, Relation } from './relation.ts';
import { type Searched, searched } from './searched.ts';

/** What became of the twins of a setup. */
export interface Compared {
  readonly twins: number;
  /** Those of which nothing can be said within so many states. */
  readonly tooLarge: number;
  /** Where a demand is not met, each as a line. */
  readonly broken: readonly string[];
}

/** Compares a setup with its twins. A change with which Kafka, or this project, would not start is passed over. */
export function checkRelation(relation: Relation, setup: Setup, own: Searched, statesMax: number): Compared {
  const broken: string[] = [];
  let twins = 0;
  let tooLarge = 0;
  for (const change of relation.twins(setup)) {
    const twin = twinOf(setup, change, relation.without);
    if (twin === null) continue;
    const unmet = unmetBy(relation.demand, own, searched(twin, statesMax));
    twins += 1;
    if (unmet === null) tooLarge += 1;
    else broken.push(...unmet.map((what) => `${relation.id}: with ${JSON.stringify(change)} ${what}`));
  }
  return { twins, tooLarge, broken };
}

function twinOf(setup: Setup, change: SetupDraft, without: Relation['without'] = []): Setup | null {
  const kept = Object.fromEntries(without.map((section) => [section, undefined]));
  try {
    return setupOf(merged({ ...setup, ...kept }, change));
  } catch (error) {
    if (error instanceof SetupError) return null;
    throw error;
  }
}

/** What a demand finds wrong; null where a search did not come far enough to say. */
function unmetBy(demand: Demand, own: Searched, twin: Searched): readonly string[] | null {
  const areComplete = own.found.complete && twin.found.complete;
  switch (demand.kind) {
    case 'same':
      return areComplete ? differences(own, twin, figuresOf) : null;
    case 'same-steps':
      return areComplete ? differences(own, twin, stepsOf) : null;
    case 'same-causes':
      return areComplete ? differences(own, twin, causesOf) : null;
    case 'kept':
      return twin.found.complete ? missing(causesOf(own), causesOf(twin), 'there is no more') : null;
    case 'more':
      return notFollowed(own, twin, demand.goesOn === true);
    case 'less':
      return notFollowed(twin, own, demand.goesOn === true);
    case 'stronger':
      return own.found.complete ? brought(own, twin, demand.of) : null;
  }
}

const causesOf = ({ found }: Searched): readonly string[] =>
  found.violations.map(({ property, cause }) => `${property} (${cause})`);

const stepsOf = ({ found }: Searched): readonly string[] =>
  found.violations.map(({ property, cause, states }) => `${property} (${cause}) in ${states - 1} steps`);

const figuresOf = ({ found }: Searched): readonly string[] => [
  `${found.distinct} distinct, ${found.generated} generated, depth ${found.depth}`,
  ...found.violations.map(({ property, cause, schedule }) => `${property} (${cause}): ${JSON.stringify(schedule)}`),
  ...Object.entries(found.exercised).map(([property, times]) => `${property}: tested in ${times} states`),
];

function differences(own: Searched, twin: Searched, told: (searched: Searched) => readonly string[]) {
  return [...missing(told(own), told(twin), 'there is no more'), ...missing(told(twin), told(own), 'there is as well')];
}

const missing = (from: readonly string[], among: readonly string[], what: string): readonly string[] =>
  from.filter((one) => !among.includes(one)).map((one) => `${what}: ${one}`);

/** What the twin violates of a guarantee that holds in the setup. */
function brought(own: Searched, twin: Searched, of: (Demand & { kind: 'stronger' })['of']): readonly string[] {
  const violated = new Set(own.found.violations.map(({ property }) => guaranteeOf(property)));
  const isAsked = (guarantee: string, cause: string): boolean => {
    const causes = of === 'every guarantee' ? 'any' : (of[guarantee] ?? []);
    return causes === 'any' || causes.includes(cause);
  };
  return twin.found.violations
    .filter(({ property, cause }) => !violated.has(guaranteeOf(property)) && isAsked(guaranteeOf(property), cause))
    .map(({ property, cause }) => `it is violated: ${property} (${cause})`);
}
