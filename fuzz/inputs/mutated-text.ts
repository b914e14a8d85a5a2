import * as fc from 'fast-check';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** Lines and signs that mean something to YAML, JSON and `.properties`, and what is too long or too deep for them. */
const PIECES: readonly string[] = [
  ...HOSTILE_TEXTS,
  '\n',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '- ',
  '#',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!binary ',
  '!!js/function ',
  '? ',
  '|\n',
  '---\n',
  '=',
  '\\u12',
  '\\\n',
  '~',
  'null',
  'true',
  '-1',
  '1e999',
  '0x1F',
  '010',
  '9007199254740993',
  '.nan',
  'x'.repeat(70_000),
  '['.repeat(2000),
  '{"a":'.repeat(2000),
];

/** One thing done to a text: a piece put in, cut out, or written twice. */
interface Edit {
  readonly at: number;
  readonly length: number;
  readonly how: 'cut' | 'double' | 'end' | 'swap';
  readonly piece: string;
}

const edits = fc.record<Edit>({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  how: fc.constantFrom('cut', 'cut', 'double', 'swap', 'end'),
  piece: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })),
});

/** The text after one to four edits at any place; a smaller one has fewer. */
export const mutatedText = (text: string): fc.Arbitrary<string> =>
  fc.array(edits, { minLength: 1, maxLength: 4 }).map((all) => all.reduce(edited, text));

function edited(text: string, { at, length, how, piece }: Edit): string {
  const from = Math.floor(at * text.length);
  const to = from + length;
  const cut = text.slice(from, to);
  switch (how) {
    case 'cut':
      return text.slice(0, from) + piece + text.slice(to);
    case 'double':
      return text.slice(0, to) + piece + cut + text.slice(to);
    case 'swap':
      return text.slice(0, from) + text.slice(to, to + length) + piece + cut + text.slice(to + length);
    case 'end':
      return text.slice(0, from) + piece;
  }
}
