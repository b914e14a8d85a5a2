import type { SweepTable } from '../documents/campaign.ts';
import { decidesWords, sweepRows } from '../words/campaign-words.ts';
import { el, type Element } from './element.ts';
import { head, row } from './table.ts';

/** What the values of a key come to, guarantee by guarantee, and what the key decides. */
export function sweepBody(sweep: SweepTable): Element {
  const { heads, rows } = sweepRows(sweep);
  return el(
    'section',
    {},
    el('h2', {}, decidesWords(sweep)),
    el(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Guarantees by ${sweep.key}` },
      el(
        'table',
        {},
        head(...heads),
        el(
          'tbody',
          {},
          rows.map((cells) => row(cells)),
        ),
      ),
    ),
  );
}
