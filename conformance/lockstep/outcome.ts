import type { Action } from '../../model/action.ts';
import type { Difference } from '../observation/view.ts';

/** What came of playing a schedule. Steps are counted from 1; step 0 is before the first. */
export type Outcome =
  | { readonly kind: 'agrees'; readonly steps: number }
  | {
      readonly kind: 'diverges';
      readonly step: number;
      readonly action: Action | null;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'unplayable'; readonly step: number; readonly action: Action; readonly because: string };
