import { el, type Element } from '../../reports/page/element.ts';

/** The keys, told when `?` is pressed. */
export const help = (): Element =>
  el(
    'dialog',
    { class: 'help', 'aria-label': 'Keys' },
    el(
      'dl',
      {},
      KEYS.map(([keys, words]) =>
        el(
          'div',
          {},
          el(
            'dt',
            {},
            keys.split(' ').map((key) => [el('kbd', {}, key), ' ']),
          ),
          el('dd', {}, words),
        ),
      ),
    ),
    el('p', { class: 'quiet' }, 'The address names story and step: copy it to show somebody this very moment.'),
    el('button', { type: 'button', 'data-do': 'help' }, 'close'),
  );

const KEYS = [
  ['→ j', 'one step on'],
  ['← k', 'one step back'],
  ['Home End', 'the start, the end'],
  ['c', 'the same moment with or without the remedy'],
  ['b', 'both runs side by side'],
  ['e', 'all effects, or those that matter'],
  ['?', 'these keys'],
] as const;
