/** The component's state, and the automaton's; the environment's part of `state` is that of one with its labels. */
export interface ProductState<State> {
  readonly at: number;
  readonly state: State;
}

/** A step of the automaton: silent steps of the environment, and a visible one. */
export interface VisibleTransition {
  readonly type: 'visible-transition';
  readonly from: number;
  readonly to: number;
}
