import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edited, mutantText } from './mutant.ts';
import { mutantsOf } from './mutants.ts';
import { operators } from './operators/index.ts';
import { parsed } from './syntax.ts';

/** The mutants of one operator, as `before → after`. */
const made = (operator: string, text: string): string[] =>
  mutantsOf('a.ts', text)
    .filter((mutant) => mutant.operator === operator)
    .map((mutant) => mutantText(mutant).replace(/^.*?: /, ''));

/** An operator, a text, and what it makes of that. */
const examples: readonly (readonly [string, string, readonly string[]])[] = [
  ['relational-boundary', 'f(a < b, a >= b);', ['a < b → a <= b', 'a >= b → a > b']],
  ['relational-negation', 'f(a <= b);', ['a <= b → a > b']],
  ['equality-negation', 'f(a === b, a != b);', ['a === b → a !== b', 'a != b → a == b']],
  ['logical', 'f((a || b) && c);', ['(a || b) && c → (a || b) || c', 'a || b → a && b']],
  ['operand', 'f(a && b);', ['a && b → a', 'a && b → b']],
  ['condition', 'if (a) f();', ['a → true', 'a → false']],
  ['condition', 'f(a ? b : c);', ['a → true', 'a → false']],
  ['condition', 'while (a) f();', ['a → false']],
  ['negation', 'f(!a);', ['!a → a']],
  ['boolean', 'f({ a: true });', ['true → false']],
  ['nullish', 'f(a ?? b);', ['a ?? b → a']],
  ['arithmetic', "f(a + 1, a + 'text');", ['a + 1 → a - 1', 'a + 1 → a']],
  ['off-by-one', 'f(a[0], -1, { 2: b });', ['0 → 1']],
  ['step', 'a += b;', ['a += b → a -= b']],
  ['bits', 'f(a & b, 1 << c);', ['a & b → a | b', '1 << c → 1 >> c']],
  ['complement', 'f(~a);', ['~a → a']],
  ['statement', 'f(a); b = c; unreachable(d);', ['f(a); → ;', 'b = c; → ;']],
  ['statement', 'for (const a of b) { if (a) continue; }', ['continue; → ;']],
  [
    'effect',
    'const a = g(world, s); h(world, k(world, a, b), s); f(world, ok(world, s)); const c = d(world, s);',
    ['g(world, s) → s', 'k(world, a, b) → a', 'ok(world, s) → s'],
  ],
  ['property', 'f({ ...a, b, c: 1 }, { b });', ['b, → (nothing)', 'c: 1 → (nothing)']],
  ['element', 'f([...a, b], [c]);', ['...a, → (nothing)', 'b → (nothing)']],
  ['method', 'f(a.some(b), Math.min(a));', ['some → every', 'min → max']],
  ['call', 'f(a.filter(b), a.slice(), a.slice(1));', ['a.filter(b) → a', 'a.slice(1) → a']],
];

describe('the operators', () => {
  it.each(examples)('%s: %s', (operator, text, expected) => {
    expect(made(operator, text)).toEqual(expected);
  });

  it('all have an example', () => {
    expect(new Set([...examples.map(([operator]) => operator), 'returned'])).toEqual(
      new Set(operators.map(({ name }) => name)),
    );
  });
});

describe('what a function returns', () => {
  it.each([
    ['true and false, of a condition', 'const f = (a) => a < 1;', ['a < 1 → true', 'a < 1 → false']],
    ['null, where its type allows it', 'function f(): A | null { return g(); }', ['g() → null']],
    ['null, where it does elsewhere', 'const f = () => { if (a) return g(); return null; };', ['g() → null']],
    ['what it was given, of the same type', 'function f(w: W, s: S): S { return g(w, s); }', ['g(w, s) → s']],
    ['the state, of a rule', 'const r = { next(world, state) { return g(state); } };', ['g(state) → state']],
    ['nothing else', 'function f(s: S): T { return g(s); }', []],
  ])('%s', (_, text, expected) => {
    expect(made('returned', text)).toEqual(expected);
  });
});

describe('what is no code of its own', () => {
  it.each([
    ['types', 'type A = B extends true ? 1 : 2; let a: 1 | true; f(a as 1);'],
    ['failures', "if (a) throw new Error(b ? 'c' : d + 1);"],
    ['comments and texts', "// a < b\nf('a < b', `a < b`);"],
  ])('is left alone: %s', (_, text) => {
    const kinds = mutantsOf('a.ts', text).map(({ operator, before }) => `${operator} ${before}`);
    expect(kinds.filter((kind) => !/^(?:condition a|statement .*)$/s.test(kind))).toEqual([]);
  });

  it('two ways to the same text are one mutant', () => {
    const texts = mutantsOf('a.ts', 'const f = (a) => a && true;').map(({ after }) => after);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('the mutants of a rule', () => {
  const path = 'model/broker/high-watermark.ts';
  const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const mutants = mutantsOf(path, text);

  it('include that acks=all is answered one offset early', () => {
    expect(mutants.map(({ before, after }) => [before, after])).toContainEqual([
      'request.offset < end',
      'request.offset <= end',
    ]);
  });

  it('all parse, and each changes the file where it says', () => {
    for (const mutant of mutants) {
      expect(() => parsed(path, edited(text, mutant))).not.toThrow();
      const line = text.split('\n')[mutant.line - 1];
      expect(line.trim()).toBe(mutant.lineText);
      expect(line.slice(mutant.column - 1)).toContain(mutant.before.split('\n')[0]);
    }
  });
});
