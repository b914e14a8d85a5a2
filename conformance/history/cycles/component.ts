import { IntList } from '../../../explorers/int-list.ts';
import { OK } from '../recording/recording.ts';
import { NOBODY } from '../recording/records.ts';
import { type Dependencies, WR, WW } from './dependencies.ts';
import type { Graph } from './graph.ts';
import { stronglyConnected } from './strongly-connected.ts';

/** Which dependencies count. */
export interface Relations {
  readonly ww: boolean;
  readonly wr: boolean;
  readonly realtime: boolean;
}

/** Lists of neighbours, one behind the other. */
interface Adjacency {
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
}

/**
 * Operations that all depend on each other, looked at more closely: by which dependencies? They are numbered by where
 * they stand in `operations`, which is in the order in which they began.
 */
export class Component {
  readonly operations: Int32Array;
  private readonly dependencies: Dependencies;
  private readonly ww: Adjacency;
  private readonly wr: Adjacency;
  /** Those that came out well, in the order in which they did. */
  private readonly ended: Int32Array;
  /** The earliest end of what began as this operation or later and came out well: what begins after it is not next. */
  private readonly earliestEnds: Float64Array;

  constructor(dependencies: Dependencies, operations: Int32Array) {
    const { invocations, completions, outcomes } = dependencies.recording;
    this.dependencies = dependencies;
    this.operations = operations.slice().sort((one, other) => invocations.at(one) - invocations.at(other));
    const places = new Map<number, number>();
    this.operations.forEach((operation, at) => places.set(operation, at));
    this.ww = adjacency(dependencies, this.operations, places, WW);
    this.wr = adjacency(dependencies, this.operations, places, WR);
    this.ended = Int32Array.from(this.operations.keys())
      .filter((at) => outcomes.at(this.operations[at]) === OK)
      .sort((one, other) => completions.at(this.operations[one]) - completions.at(this.operations[other]));
    this.earliestEnds = new Float64Array(this.operations.length + 1).fill(Infinity);
    for (let at = this.operations.length - 1; at >= 0; at -= 1) {
      const end = outcomes.at(this.operations[at]) === OK ? completions.at(this.operations[at]) : Infinity;
      this.earliestEnds[at] = Math.min(end, this.earliestEnds[at + 1]);
    }
  }

  /** Where the operations follow each other in a circle by these dependencies alone: the components that are left. */
  circles(relations: Relations): Int32Array[] {
    const found: Int32Array[] = [];
    stronglyConnected(this.graph(relations), (vertices) => {
      const operations = vertices.filter((vertex) => vertex < this.operations.length);
      if (operations.length > 1) found.push(operations);
    });
    return found.sort((one, other) => one.length - other.length);
  }

  /** Operations of the component that depend on one through data. */
  successors(at: number, relations: Relations, onSuccessor: (at: number) => void): void {
    for (const { starts, neighbours } of this.adjacencies(relations)) {
      for (let next = starts[at]; next < starts[at + 1]; next += 1) onSuccessor(neighbours[next]);
    }
  }

  /** Those that began next after one ended: before anything that began after it had ended. From, and up to. */
  nextInTime(at: number): readonly [number, number] {
    const { outcomes, completions } = this.dependencies.recording;
    if (outcomes.at(this.operations[at]) !== OK) return [0, 0];
    const from = this.firstAfter(completions.at(this.operations[at]));
    return [from, this.firstAfter(this.earliestEnds[from])];
  }

  /** All that follow one operation. */
  next(at: number, relations: Relations): number[] {
    const found: number[] = [];
    this.successors(at, relations, (next) => found.push(next));
    if (relations.realtime) {
      const [from, to] = this.nextInTime(at);
      for (let next = from; next < to; next += 1) found.push(next);
    }
    return found;
  }

  /** By what one operation depends on another, in the order in which Elle looks for reasons. */
  reason(before: number, after: number): 'ww' | 'wr' | 'realtime' {
    for (const [name, { starts, neighbours }] of [['ww', this.ww] as const, ['wr', this.wr] as const]) {
      if (neighbours.subarray(starts[before], starts[before + 1]).includes(after)) return name;
    }
    return 'realtime';
  }

  private adjacencies({ ww, wr }: Relations): Adjacency[] {
    return [...(ww ? [this.ww] : []), ...(wr ? [this.wr] : [])];
  }

  /** The first operation that began after a place in the history. */
  private firstAfter(position: number): number {
    const { invocations } = this.dependencies.recording;
    let [low, high] = [0, this.operations.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (invocations.at(this.operations[middle]) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** As the graph of the whole history, with vertices of time behind the operations; but not turned round. */
  private graph(relations: Relations): Graph {
    const { realtime } = relations;
    const { operations, ended } = this;
    const { completions } = this.dependencies.recording;
    const count = operations.length;
    const adjacencies = this.adjacencies(relations);
    const timeOf = new Int32Array(count).fill(NOBODY);
    ended.forEach((at, time) => (timeOf[at] = time));
    // What began after one end, and not after the next, follows the vertex of time between the two.
    const begins = Int32Array.from({ length: ended.length + 1 }, (_, time) =>
      time < ended.length ? this.firstAfter(completions.at(operations[ended[time]])) : count,
    );
    return {
      vertices: count + (realtime ? ended.length : 0),
      degree: (vertex) => {
        if (vertex >= count) return 1 + begins[vertex - count + 1] - begins[vertex - count];
        return adjacencies.reduce((sum, { starts }) => sum + starts[vertex + 1] - starts[vertex], realtime ? 1 : 0);
      },
      neighbour: (vertex, at) => {
        if (vertex >= count) {
          const time = vertex - count;
          if (at > 0) return begins[time] + at - 1;
          return time + 1 < ended.length ? vertex + 1 : -1;
        }
        let rest = at;
        for (const { starts, neighbours } of adjacencies) {
          const degree = starts[vertex + 1] - starts[vertex];
          if (rest < degree) return neighbours[starts[vertex] + rest];
          rest -= degree;
        }
        return timeOf[vertex] === NOBODY ? -1 : count + timeOf[vertex];
      },
    };
  }
}

function adjacency(
  dependencies: Dependencies,
  operations: Int32Array,
  places: ReadonlyMap<number, number>,
  kind: number,
): Adjacency {
  const { recording } = dependencies;
  const [from, to] = [new IntList(), new IntList()];
  operations.forEach((operation, at) => {
    for (let part = recording.from(operation), end = recording.to(operation); part < end; part += 1) {
      const writer = places.get(dependencies.writerBefore(operation, part, kind));
      if (writer === undefined) continue;
      from.push(writer);
      to.push(at);
    }
  });
  const starts = new Int32Array(operations.length + 1);
  for (const at of from.items()) starts[at + 1] += 1;
  for (let at = 0; at < operations.length; at += 1) starts[at + 1] += starts[at];
  const ends = starts.slice();
  const neighbours = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge += 1) {
    neighbours[ends[from.at(edge)]] = to.at(edge);
    ends[from.at(edge)] += 1;
  }
  return { starts, neighbours };
}
