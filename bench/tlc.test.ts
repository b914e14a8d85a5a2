import { describe, expect, it } from 'vitest';
import { configOf, parseTlc } from './tlc.ts';

/** What TLC prints, a line a second. */
const printed = (...texts: string[]) => texts.map((text, at) => ({ text, at }));

const beginning = ['Semantic processing of module Alo', 'Computing initial states...'];
const completed = 'Model checking completed. No error has been found.';

describe('what TLC prints', () => {
  it('gives distinct and generated states, depth, and the seconds of the search alone', () => {
    const lines = printed(
      ...beginning,
      'Progress(20) at 2026-01-01 10:00:00: 1,000 states generated (1,000 s/min), 500 distinct states found (9 ds/min)',
      completed,
      '75386 states generated, 22744 distinct states found, 0 states left on queue.',
      'The depth of the complete state graph search is 38.',
      'Finished in 01min 02s at (2026-01-01 10:00:02)',
    );
    expect(parseTlc(lines)).toEqual({ distinct: 22_744, generated: 75_386, depth: 38, seconds: 3, violated: null });
  });

  it('gives them with separators of thousands as well', () => {
    const counts = '75,386 states generated, 22,744 distinct states found, 0 states left on queue.';
    const lines = printed(...beginning, completed, counts, 'The depth of the complete state graph search is 38.');
    expect(parseTlc(lines)).toMatchObject({ distinct: 22_744, generated: 75_386 });
  });

  it('names an invariant that is violated', () => {
    const lines = printed(
      ...beginning,
      'Error: Invariant StrongIsr is violated.',
      '8904 states generated, 4083 distinct states found, 1303 states left on queue.',
      'The depth of the complete state graph search is 12.',
    );
    expect(parseTlc(lines)?.violated).toBe('StrongIsr');
  });

  it('is no result when an expression could not be evaluated, whatever counts follow', () => {
    const lines = printed(
      ...beginning,
      'Error: Evaluating invariant TypeOk failed.',
      '40 states generated, 38 distinct states found, 28 states left on queue.',
      'The depth of the complete state graph search is 4.',
    );
    expect(parseTlc(lines)).toBeNull();
  });

  it('is no result when a module is missing', () => {
    expect(parseTlc(printed('Error: Cannot find source file for module Kip279'))).toBeNull();
  });
});

it('TLC is configured with constants and invariants, from Init by Next', () => {
  expect(configOf({ constants: { Replicas: '{r1, r2}', LogSize: 2 }, invariants: ['WeakIsr'] })).toBe(
    'INIT Init\nNEXT Next\nINVARIANT WeakIsr\nCONSTANT Replicas = {r1, r2}\nCONSTANT LogSize = 2\n',
  );
});
