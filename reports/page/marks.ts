import { MARK_WORDS, type Mark } from '../words/mark-words.ts';
import { el, type Content } from './element.ts';

/** Marks in words, each behind a space. */
export const tags = (marks: readonly Mark[]): Content =>
  marks.map((mark) => [' ', el('span', { class: `tag t-${mark}` }, MARK_WORDS[mark])]);

/** The classes of what belongs to a step. */
export const markClass = (...names: readonly (string | false)[]): string => names.filter(Boolean).join(' ');
