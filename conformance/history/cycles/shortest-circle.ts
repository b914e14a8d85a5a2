import type { Component, Relations } from './component.ts';

/** From so many operations of a component a circle is looked for. */
const STARTS_MAX = 64;

const UNSEEN = -1;

/**
 * The shortest circle through the first operations of a component, as places in it, the first one again at the end.
 *
 * @param within operations that are strongly connected by these relations.
 */
export function shortestCircle(component: Component, within: Int32Array, relations: Relations): readonly number[] {
  let shortest: readonly number[] = [];
  for (const start of within.subarray(0, STARTS_MAX)) {
    const circle = circleThrough(component, start, relations);
    if (shortest.length === 0 || circle.length < shortest.length) shortest = circle;
  }
  return shortest;
}

/** Breadth first. What comes next in time is a range; those of it that were met are leapt over, so each is met once. */
function circleThrough(component: Component, start: number, relations: Relations): readonly number[] {
  const count = component.operations.length;
  const parents = new Int32Array(count).fill(UNSEEN);
  const unmet = Int32Array.from({ length: count + 1 }, (_, at) => at);
  const queue = [start];
  const meet = (at: number, parent: number): boolean => {
    if (at === start && parent !== start) return true;
    if (parents[at] !== UNSEEN || at === start) return false;
    parents[at] = parent;
    unmet[at] = at + 1;
    queue.push(at);
    return false;
  };
  for (let head = 0; head < queue.length; head += 1) {
    const at = queue[head];
    let isClosed = false;
    component.successors(at, relations, (next) => {
      isClosed ||= meet(next, at);
    });
    if (!isClosed && relations.realtime) {
      const [from, to] = component.nextInTime(at);
      isClosed = at !== start && start >= from && start < to;
      for (let next = leap(unmet, from); next < to; next = leap(unmet, next + 1)) isClosed ||= meet(next, at);
    }
    if (isClosed) return pathTo(parents, start, at);
  }
  throw new Error('operations that are strongly connected have no circle');
}

/** The first from `at` on that was not met, shortening the way for who comes next. */
function leap(unmet: Int32Array, at: number): number {
  let root = at;
  while (root < unmet.length && unmet[root] !== root) root = unmet[root];
  for (let step = at; step < unmet.length && unmet[step] !== step; ) {
    const next = unmet[step];
    unmet[step] = root;
    step = next;
  }
  return root;
}

function pathTo(parents: Int32Array, start: number, last: number): number[] {
  const path = [start];
  for (let at = last; at !== start; at = parents[at]) path.push(at);
  path.push(start);
  return path.reverse();
}
