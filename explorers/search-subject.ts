import type { Trial } from '../model/property.ts';
import type { Decomposition } from '../reductions/decomposition.ts';
import { type ReducedTrial, unreduced } from '../reductions/reduced-trial.ts';

/** What a complete search explores: a trial as it is, or what a reduction has made of one. */
export type SearchSubject<State, Action extends { readonly type: string }> =
  | Trial<State, Action>
  | ReducedTrial<State, Action>
  | Decomposition<State, Action>;

/** Whether the cluster and its consumers are searched one after the other. */
export const isDecomposition = <State, Action extends { readonly type: string }>(
  subject: SearchSubject<State, Action>,
): subject is Decomposition<State, Action> => 'environment' in subject;

/** The trial with its initial states. */
export const withInitials = <State, Action extends { readonly type: string }>(
  subject: Trial<State, Action> | ReducedTrial<State, Action>,
): ReducedTrial<State, Action> => ('initials' in subject ? subject : unreduced(subject));
