import { expect, it } from 'vitest';
import { shortened, visible } from './visible.ts';

it.each([
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['a\u202eb', 'a\\u{202e}b'],
  ['two\nlines\tand\r', 'two\\nlines\\tand\\u{d}'],
  ['\u009b2J\u007f', '\\u{9b}2J\\u{7f}'],
  ['half \ud800', 'half \\u{d800}'],
  ['Grüße, 漢字 und 🎉', 'Grüße, 漢字 und 🎉'],
])('what is not seen is spelt out: %j', (text, shown) => expect(visible(text)).toBe(shown));

it('a long text is cut', () => expect([shortened('12345', 5), shortened('123456', 5)]).toEqual(['12345', '12345…']));
