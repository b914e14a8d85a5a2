import { expect, test } from 'vitest';
import { STYLE } from './style.ts';

/** The two values of a `light-dark()`, with the name of what has it. */
const PAIR = /(?:--([\w-]+): |\.(k-\w+) \{ color: )light-dark\((#\w+), (#\w+)\)/g;

const pairs = new Map([...STYLE.matchAll(PAIR)].map(([, token, kind, light, dark]) => [token ?? kind, [light, dark]]));

/** What is written, and on what it is written. */
const WRITTEN = [
  'ink',
  'soft',
  'link',
  'bad',
  'good',
  'doubt',
  ...[...pairs.keys()].filter((name) => name.startsWith('k-')),
];
const GROUNDS = ['paper', 'card', 'now', 'new', 'faint'];

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const whole = colour.length === 4 ? colour.replace(/\w/g, '$&$&') : colour;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(whole.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['light', 0],
  ['dark', 1],
])('what is written is read: a contrast of 4.5 and more, %s', (_, at) => {
  const colourOf = (name: string): string => pairs.get(name)?.[at] ?? '';
  const tried = [
    ...WRITTEN.flatMap((text) => GROUNDS.map((ground) => [text, ground])),
    ...[0, 1, 2, 3, 4].map((epoch) => ['ink', `e${epoch}`]),
    ['paper', 'bad'],
    ['paper', 'ink'],
    ['paper', 'link'],
  ];
  expect(WRITTEN.length).toBe(12);
  const faint = tried.filter(([text, ground]) => !(contrast(colourOf(text), colourOf(ground)) >= 4.5));
  expect(faint).toEqual([]);
});
