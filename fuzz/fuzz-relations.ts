import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { type Found, foundText, type Replayed } from './found.ts';
import type { PartOptions } from './part.ts';
import { checkRelation } from './relations/check-relation.ts';
import type { Relation } from './relations/relation.ts';
import { RELATIONS } from './relations/relations.ts';
import { searched } from './relations/searched.ts';
import { smallestSetup } from './smallest-setup.ts';

export interface FuzzRelationsOptions extends PartOptions {
  /** What is demanded, unless all relations are tried. */
  readonly relations?: readonly Relation[];
}

export interface FuzzRelationsResult {
  readonly outcomes: { readonly met: number; readonly broken: number };
  /** Of how many twins so much was demanded, and of how many nothing could be said. */
  readonly twins: number;
  readonly tooLarge: number;
  /** The relations that had a twin to compare. */
  readonly tried: ReadonlySet<string>;
  /** The setups with a twin that is not as demanded, made as small as could be. */
  readonly broken: readonly Found[];
}

/** Compares random setups with their twins, one after the other. */
export function fuzzRelations(options: FuzzRelationsOptions): FuzzRelationsResult {
  const { setups, first, seed, statesMax, given, onSetup, onFound, relations = RELATIONS } = options;
  const tried = new Set<string>();
  const broken: Found[] = [];
  let twins = 0;
  let tooLarge = 0;
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const compared = comparing(relations, statesMax);
    let counted = false;
    const smallest = smallestSetup(`${seed}:${setup}`, given, (draft) => {
      const results = compared(draft);
      // Those of the setup that was drawn: what follows is smaller.
      if (!counted) {
        for (const { id, twins: number } of results) if (number > 0) tried.add(id);
        twins += sum(results.map((result) => result.twins));
        tooLarge += sum(results.map((result) => result.tooLarge));
        counted = true;
      }
      return results.flatMap((result) => result.broken);
    });
    if (smallest === null) continue;
    broken.push({ setup, ...smallest });
    onFound?.({ setup, ...smallest });
  }
  return { outcomes: { met: setups - broken.length, broken: broken.length }, twins, tooLarge, tried, broken };
}

const comparing = (relations: readonly Relation[], statesMax: number) => (draft: SetupDraft) => {
  const setup = setupOf(draft);
  const own = searched(setup, statesMax);
  return relations.map((relation) => ({ id: relation.id, ...checkRelation(relation, setup, own, statesMax) }));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A demand that is not met, for people. */
export const relationText = (found: Found, options: Replayed): string =>
  foundText(found, { ...options, part: 'relations' }, `a twin of setup ${found.setup} is not as Kafka demands`);
