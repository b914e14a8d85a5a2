import { type Content, el, type Element } from '../../reports/page/element.ts';

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Words, marked where what they tell is otherwise than before. */
export const changed = (was: unknown, now: unknown, words: Content): Element =>
  el(isSame(was, now) ? 'span' : 'mark', {}, words);
