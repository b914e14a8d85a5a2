import type { Finding } from '../words/findings.ts';
import { story } from '../terminal/story.ts';
import { el, type Element } from './element.ts';

/** The story of a finding without a drawing, from a file of before drawings: as text. */
export const plainStory = (finding: Finding): Element =>
  el(
    'details',
    {},
    el('summary', {}, `How ${finding.guarantee} breaks: ${finding.counterexample.cause}`),
    el('pre', {}, story(finding)),
  );
