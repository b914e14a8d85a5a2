/** A directed graph that is never written down: each vertex names its neighbours when it is asked. */
export interface Graph {
  readonly vertices: number;
  /** How many neighbours a vertex can have. */
  degree(vertex: number): number;
  /** One of them, or -1 where there is none. */
  neighbour(vertex: number, at: number): number;
}
