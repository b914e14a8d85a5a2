/**
 * Something to be asked of a state, by itself: where states are remembered, the answer is remembered by what it reads. It
 * may be about something that has a number, or two of them, from -1 on.
 */
export interface Query<State, Answer extends string | number | boolean> {
  /** What it says of a state, for messages; no other query of a machine is called the same, since other threads know it by that. */
  readonly name: string;
  of(state: State, one: number, other: number): Answer;
}

/** Asks of the state that somebody looks at. */
export type Ask<State> = <Answer extends string | number | boolean>(
  query: Query<State, Answer>,
  one?: number,
  other?: number,
) => Answer;

/** Asks of a state, and remembers nothing. */
export const asking =
  <State>(state: State): Ask<State> =>
  (query, one = -1, other = -1) =>
    query.of(state, one, other);
