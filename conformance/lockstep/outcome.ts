import type { Action } from '../../model/action.ts';
import type { Difference } from '../observation/view.ts';

/** What came of playing a schedule. Steps are counted from 1. */
export type Outcome =
  | { readonly kind: 'agrees'; readonly steps: number }
  | {
      readonly kind: 'diverges';
      readonly step: number;
      readonly action: Action;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'unplayable'; readonly step: number; readonly action: Action; readonly because: string };
