import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { instrumented, REACHED } from './regions.ts';

const text = `
export const f = (a) => (a ? a.b && a.c : { d: 1 });
function g(a) { if (a) { return 1; } return 2; }
`;

/** The regions that are reached when the text is run, and an expression after it. */
function reachedBy(run: string, first = 0): number[] {
  const reached: number[] = [];
  const program = instrumented('a.ts', text, first).text.replace('export ', '');
  runInNewContext(`${program}; ${run};`, { [REACHED]: reached });
  return Object.keys(reached).map(Number);
}

describe('a region', () => {
  const { regionAt, regions } = instrumented('a.ts', text, 0);
  const at = (part: string): number => regionAt(text.indexOf(part));

  it('is entered by what runs a part of it, and by nothing else', () => {
    expect(reachedBy('0')).toEqual([0]);
    expect(reachedBy('f(null)')).toEqual([0, at('a ? a'), at('{ d')]);
    expect(reachedBy('g(true)')).toContain(at('return 1'));
    expect(reachedBy('g(false)')).not.toContain(at('return 1'));
  });

  it('is the innermost around a place', () => {
    expect([at('\nexport'), at('function'), at('return 2')]).toEqual([0, 0, at('if (a)')]);
    expect(new Set([at('a ? a'), at('a.b'), at('a.c'), at('{ d'), at('if (a)'), at('return 1')]).size).toBe(6);
    expect(regions).toBe(7);
  });

  it('is numbered after those of the files before it', () => {
    expect(reachedBy('0', 40)).toEqual([40]);
    expect(instrumented('a.ts', text, 40).regionAt(text.indexOf('a.c'))).toBe(40 + at('a.c'));
  });
});
