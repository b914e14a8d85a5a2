import { STYLE } from './style.ts';

/** What makes a page move and gives it its looks, each with its digest as a Content-Security-Policy spells it. */
export interface Assets {
  readonly script: string;
  readonly scriptSource: string;
  readonly style: string;
  readonly styleSource: string;
}

/** Replaced by the build, which makes the script: run from the sources a page has none, and shows its static part. */
export const ASSETS: Assets = {
  script: '',
  scriptSource: `'none'`,
  style: STYLE,
  styleSource: `'unsafe-inline'`,
};
