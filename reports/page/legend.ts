import { el, type Element } from './element.ts';

/** What the picture's shapes mean. */
export const legend = (): Element =>
  el(
    'p',
    { class: 'keys' },
    SHAPES.map(([shape, words]) => el('span', {}, el('i', { class: `l-${shape}` }), ` ${words} `)),
  );

const SHAPES = [
  ['fault', 'fault'],
  ['band', 'leads, a colour for each leader epoch'],
  ['down', 'down'],
  ['quiet', 'metadata, groups, transactions'],
  ['doom', 'past mending'],
] as const;
