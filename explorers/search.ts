/** One step of a behaviour. */
export interface Step<State, Action> {
  readonly action: Action;
  readonly before: State;
  readonly after: State;
}
