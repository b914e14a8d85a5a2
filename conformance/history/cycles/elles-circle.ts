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

/**
 * The circle that Elle shows, of the many that a component may have: the name of the anomaly is that of the circle.
 * Elle follows all paths from one operation, a step further each time, until one comes back to where it has been. What
 * comes before that is cut off: the circle is looked for again, in these operations alone.
 *
 * Paths are many: like Elle, which gives up after a second, this gives up after some steps, and returns undefined.
 *
 * @param within operations that are strongly connected by these relations, as places in the component.
 */
export function ellesCircle(
  component: Component,
  within: readonly number[],
  relations: Relations,
  indexOf: (at: number) => number,
): readonly number[] | undefined {
  if (within.length > OPERATIONS_MAX) return undefined;
  let steps = STEPS_MAX;
  const step = (): void => {
    if ((steps -= 1) < 0) throw new OutOfSteps();
  };
  const search = (among: ReadonlySet<number>, starts: readonly number[]): readonly number[] => {
    const next = new Map<number, readonly number[]>();
    const follow = (at: number): readonly number[] => {
      const known = next.get(at);
      if (known !== undefined) return known;
      const found = bifurcanOrder(
        [...new Set(component.next(at, relations))].filter((to) => among.has(to)),
        indexOf,
      );
      next.set(at, found);
      return found;
    };
    for (const start of starts) {
      const loop = firstLoop(start, follow, step);
      if (loop === undefined) continue;
      const pin = loop.indexOf(loop[loop.length - 1]);
      if (pin === 0) return loop;
      const circle = loop.slice(pin);
      return search(new Set(circle), circle);
    }
    return [];
  };
  try {
    return search(new Set(within), bifurcanOrder(within, indexOf));
  } catch (error) {
    if (error instanceof OutOfSteps) return undefined;
    throw error;
  }
}

/** The first path from an operation that ends where it has been, of those with the fewest steps. */
function firstLoop(
  start: number,
  follow: (at: number) => readonly number[],
  step: () => void,
): readonly number[] | undefined {
  let paths: readonly (readonly number[])[] = [[start]];
  while (paths.length > 0) {
    const longer: number[][] = [];
    for (const path of paths) {
      for (const to of follow(path[path.length - 1])) {
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
