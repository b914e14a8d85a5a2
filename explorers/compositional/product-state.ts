/** The component's state, and the automaton's; the environment's part of `state` is that of one with its labels. */
export interface ProductState<State> {
  readonly place: Place;
  readonly state: State;
}

/**
 * Which state of the automaton it is: an object, since steps of the component hand that on without a look, and what is remembered of
 * them then does not depend on it.
 */
export interface Place {
  readonly at: number;
}

/** A step of the automaton: silent steps of the environment, and a visible one. */
export interface VisibleTransition {
  readonly type: 'visible-transition';
  readonly from: number;
  readonly to: number;
}

/** A step of the product: one of the component's, or one that the environment shows. */
export type ProductStep<Action> = Action | VisibleTransition;
