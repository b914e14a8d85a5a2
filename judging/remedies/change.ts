import type { SetupDraft } from '../../setups/input.ts';

/** One change of a setup that may close a hole. */
export interface Change {
  /** What to do, for whoever has the cluster. */
  readonly text: string;
  /** The same as keys of a setup file, which replace those of the setup. */
  readonly edit: SetupDraft;
}
