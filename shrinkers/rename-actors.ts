import type { Schedule } from '../model/machine.ts';
import type { Attempts } from './attempts.ts';

/** Actors that are alike, so that a story can be told with any of them. */
export interface ActorKind {
  /** The fields of actions that hold such an actor. */
  readonly fields: readonly string[];
  /** All of them, in canonical order. */
  readonly names: readonly (string | number)[];
}

/** Kinds with more actors than this have only the canonical renaming tried, not every permutation. */
const permutedActorsMax = 4;

/**
 * The schedule with its actors renamed so that they appear in canonical order, as far as it still fails then.
 *
 * Actors are not always alike (one broker leads from the start): every permutation is tried, the most canonical first.
 * Never makes a schedule longer.
 */
export function renameActors<State, Action extends { readonly type: string }>(
  schedule: Schedule<Action>,
  attempts: Attempts<State, Action>,
  kinds: readonly ActorKind[],
): Schedule<Action> {
  let best = schedule;
  for (const kind of kinds) {
    const appearing = firstAppearances(best, kind);
    for (const renaming of renamings(appearing, kind.names.length)) {
      const result = attempts.try(best.map((action) => rename(action, kind, renaming)));
      if (result === null || result.length > best.length) continue;
      best = result;
      break;
    }
  }
  return best;
}

/** The positions in `kind.names` of the actors that appear, in the order in which they do. */
function firstAppearances<Action extends object>(schedule: Schedule<Action>, kind: ActorKind): number[] {
  const found = new Set<number>();
  for (const action of schedule) {
    for (const [field, value] of Object.entries(action)) {
      const position = kind.fields.includes(field) ? positionOf(value, kind) : -1;
      if (position >= 0) found.add(position);
    }
  }
  return [...found];
}

/** Where an actor stands among those of its kind; -1 for what is none, such as a number that means nobody. */
const positionOf = (value: unknown, { names }: ActorKind): number => names.findIndex((name) => name === value);

/** Renamings that make `appearing` come earlier in the order of names, the most canonical first. */
function renamings(appearing: readonly number[], names: number): ReadonlyMap<number, number>[] {
  const orders =
    names <= permutedActorsMax
      ? arrangements([...Array.from({ length: names }).keys()], appearing.length)
      : [appearing.map((_, index) => index)];
  return orders
    .filter((order) => isBefore(order, appearing))
    .map((order) => {
      const renaming = new Map(appearing.map((from, index) => [from, order[index]]));
      // Whoever does not appear takes what is left, so that the renaming stays a permutation.
      const free = [...Array.from({ length: names }).keys()].filter((name) => !order.includes(name));
      for (let name = 0; name < names; name += 1) if (!renaming.has(name)) renaming.set(name, free.shift() ?? name);
      return renaming;
    });
}

/** All ways to pick `count` of `items` in order, in lexicographic order. */
function arrangements(items: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return items.flatMap((item) => {
    const others = items.filter((other) => other !== item);
    return arrangements(others, count - 1).map((rest) => [item].concat(rest));
  });
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (const [index, name] of a.entries()) if (name !== b[index]) return name < b[index];
  return false;
}

function rename<Action extends object>(action: Action, kind: ActorKind, renaming: ReadonlyMap<number, number>): Action {
  const renamed = Object.entries(action).map(([field, value]): [string, unknown] => {
    const position = kind.fields.includes(field) ? positionOf(value, kind) : -1;
    return [field, position < 0 ? value : kind.names[renaming.get(position) ?? position]];
  });
  return { ...action, ...Object.fromEntries(renamed) };
}
