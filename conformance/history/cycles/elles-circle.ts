import type { Component, Relations } from './component.ts';
import { bifurcanOrder } from './bifurcan-order.ts';

/** So many steps are taken in looking for the circle that Elle would show. */
const STEPS_MAX = 100_000;
/** No component with more operations is looked through so. */
const OPERATIONS_MAX = 1000;

/** The search has taken more steps than it may. */
class OutOfSteps extends Error {
  override readonly name = 'OutOfSteps';
}

/** The ways from each operation, in Elle's order. */
interface Ways {
  readonly starts: readonly number[];
  /** Where the first step of a path may lead: of writes alone anywhere, else by a read or in time. */
  first(at: number): readonly number[];
  further(at: number): readonly number[];
}

/**
 * The circle that Elle shows, of the many that a component may have: the name of the anomaly is that of the circle.
 * Elle follows all paths from one operation, a step further each time, until one comes back to where it has been. What
 * comes before that is cut off: the circle is looked for again, in these operations alone.
 *
 * Paths are many: like Elle, which gives up after a second, this gives up after some steps, and returns undefined.
 *
 * @param relations those by which some operations of the component follow each other in a circle.
 * @param indexOf the index in the history of an operation of the component.
 */
export function ellesCircle(
  component: Component,
  relations: Relations,
  indexOf: (at: number) => number,
): readonly number[] | undefined {
  if (component.operations.length > OPERATIONS_MAX) return undefined;
  let steps = STEPS_MAX;
  const step = (): void => {
    if ((steps -= 1) < 0) throw new OutOfSteps();
  };
  const search = (among: readonly number[], starts?: readonly number[]): readonly number[] | undefined => {
    const ways = waysAmong(component, relations, new Set(among), indexOf);
    for (const start of starts ?? ways.starts) {
      const loop = firstLoop(start, ways, step);
      if (loop === undefined) continue;
      const pin = loop.indexOf(loop[loop.length - 1]);
      if (pin === 0) return loop;
      const circle = loop.slice(pin);
      return search(circle, circle);
    }
    return undefined;
  };
  try {
    return search([...component.operations.keys()]);
  } catch (error) {
    if (error instanceof OutOfSteps) return undefined;
    throw error;
  }
}

function waysAmong(
  component: Component,
  relations: Relations,
  among: ReadonlySet<number>,
  indexOf: (at: number) => number,
): Ways {
  const ways = new Map<number, readonly number[]>();
  const linked = new Set<number>();
  for (const at of among) {
    const next = new Set(component.next(at, relations).filter((to) => among.has(to)));
    ways.set(at, bifurcanOrder([...next], indexOf));
    if (next.size > 0) linked.add(at);
    for (const to of next) linked.add(to);
  }
  const further = (at: number): readonly number[] => ways.get(at) ?? [];
  return {
    starts: bifurcanOrder([...linked], indexOf),
    first(at) {
      if (!relations.wr && !relations.realtime) return further(at);
      const wanted = new Set(component.next(at, { ...relations, ww: false }));
      return further(at).filter((to) => wanted.has(to));
    },
    further,
  };
}

/** The first path from an operation that ends where it has been, of those with the fewest steps. */
function firstLoop(start: number, ways: Ways, step: () => void): readonly number[] | undefined {
  let paths: readonly (readonly number[])[] = [[start]];
  while (paths.length > 0) {
    const longer: number[][] = [];
    for (const path of paths) {
      const last = path[path.length - 1];
      for (const to of path.length === 1 ? ways.first(last) : ways.further(last)) {
        step();
        longer.push([...path, to]);
      }
    }
    const loop = longer.find((path) => path.indexOf(path[path.length - 1]) < path.length - 1);
    if (loop !== undefined) return loop;
    paths = longer;
  }
  return undefined;
}
