import type { Action } from '../model/action.ts';
import type { ConformRequest } from './conform-request.ts';
import type { Outcome } from './lockstep/outcome.ts';
import type { Transcript } from './recorded/transcript.ts';

/** A divergence, as one outcome of a play. */
export type Divergence = Outcome & { readonly kind: 'diverges' };

/** One play of a schedule: its number, from 1, what came of it, and how long it took. */
export interface Played {
  readonly play: number;
  /** How a walk is made again; the other schedule is the user's. */
  readonly seed?: string;
  readonly schedule: readonly Action[];
  /** A failure of the harness is no outcome of a play, and is kept apart from them. */
  readonly outcome: Outcome | { readonly kind: 'failed'; readonly because: string };
  readonly ms: number;
  /** What was seen, as far as both agree. */
  readonly transcript?: Transcript;
  /** Of a divergence the shortest schedule that was found to diverge in the same thing. */
  readonly shortened?: { readonly schedule: readonly Action[]; readonly outcome: Divergence };
}

/** What whoever waits is told. */
export interface ConformHooks {
  /** A step has been compared: the number of the play, the step, and of how many. */
  readonly onStep: (play: number, step: number, steps: number) => void;
  /** A schedule that diverges is being made shorter: how often it has been played for that. */
  readonly onShorten: (plays: number) => void;
  readonly onPlayed: (played: Played) => void;
}

/** Plays what is asked for. */
export type Conform = (request: ConformRequest, hooks: ConformHooks) => Promise<readonly Played[]>;
