import type { Coroutine } from '../coroutine.ts';
import type { ClosureClass, ClosureClasses } from './closure-classes.ts';
import { Interner } from './interner.ts';

/**
 * A state of the determinised, minimal automaton: what the component can tell of where the environment stands, and all
 * that it can still be shown. As a tau-closure class, but for this: its successors differ in their labels.
 */
export interface AutomatonState extends Omit<ClosureClass, 'successors'> {
  readonly successors: readonly number[];
}

export interface Automaton {
  readonly states: readonly AutomatonState[];
  /** The automaton's state for each initial state of the environment. */
  readonly initials: readonly number[];
}

/**
 * The least deterministic automaton with the traces of an environment.
 *
 * The component knows what it has observed, and nothing of which state the environment is in: so all classes that cannot
 * be told apart yet are followed together (the subset construction of Rabin and Scott), and states with the same labels
 * and the same successors become one (Moore's partition refinement). What is lost is only which silent steps were made.
 *
 * @param initials how many initial states there are; they have the first numbers.
 */
export function* automatonOf({ all, ofState }: ClosureClasses, initials: number): Coroutine<Automaton> {
  const numbers = new Map<string, number>();
  const subsets: { readonly classes: readonly number[]; successors: number[] }[] = [];
  const subsetOf = (classes: readonly number[]): number => {
    const key = classes.join();
    let subset = numbers.get(key);
    if (subset === undefined) {
      subset = subsets.push({ classes, successors: [] }) - 1;
      numbers.set(key, subset);
    }
    return subset;
  };
  const roots = Array.from({ length: initials }, (_, state) => subsetOf([ofState[state]]));
  for (const subset of subsets) {
    subset.successors = successorsByLabels(all, subset.classes).map(subsetOf);
    yield;
  }
  const representatives = subsets.map(({ classes }) => all[classes[0]]);
  const merged = refined(
    representatives.map(labelsOf),
    subsets.map(({ successors }) => successors),
  );
  const states: AutomatonState[] = [];
  subsets.forEach(({ successors }, subset) => {
    const { observation, terminal, state } = representatives[subset];
    states[merged[subset]] ??= { observation, terminal, state, successors: successors.map((next) => merged[next]) };
  });
  return { states, initials: roots.map((root) => merged[root]) };
}

const labelsOf = ({ observation, terminal }: Pick<ClosureClass, 'observation' | 'terminal'>): string =>
  `${observation} ${terminal}`;

/** The classes that a visible transition may lead to from any of `classes`, those with the same labels together. */
function successorsByLabels(all: readonly ClosureClass[], classes: readonly number[]): number[][] {
  const groups = new Map<string, Set<number>>();
  for (const closureClass of classes) {
    for (const successor of all[closureClass].successors) {
      const labels = labelsOf(all[successor]);
      const group = groups.get(labels);
      if (group === undefined) groups.set(labels, new Set([successor]));
      else group.add(successor);
    }
  }
  return [...groups.values()].map((group) => [...group].sort((a, b) => a - b));
}

/** Numbers states so that those have the same number which have the same labels and lead to the same. */
function refined(labels: readonly string[], successors: readonly (readonly number[])[]): number[] {
  let numbers: number[] = [];
  let blocks = new Interner();
  let next = labels.map((label) => blocks.numberOf(label));
  for (let size = 0; blocks.size > size; ) {
    size = blocks.size;
    numbers = next;
    blocks = new Interner();
    const before = numbers;
    next = before.map((number, state) => {
      const leads = successors[state].map((successor) => before[successor]).sort((a, b) => a - b);
      return blocks.numberOf(`${number};${leads.join()}`);
    });
  }
  return numbers;
}
