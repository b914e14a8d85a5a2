import { type Content, el, type Element } from './element.ts';

/** The head of a table. */
export const head = (...words: readonly string[]): Element =>
  el(
    'thead',
    {},
    el(
      'tr',
      {},
      words.map((word) => el('th', { scope: 'col' }, word)),
    ),
  );

/** A row of a table, its first cell the head of the others. */
export const row = (cells: readonly Content[], kind?: string): Element =>
  el(
    'tr',
    { class: kind },
    cells.map((cell, index) => (index === 0 ? el('th', { scope: 'row' }, cell) : el('td', {}, cell))),
  );
