import { describe, expect, it } from 'vitest';
import { type Argued, arguedFor, stale } from './argued.ts';
import { mutantsOf } from './mutants.ts';

const path = 'a.ts';
const mutants = mutantsOf(path, 'f(a < b);\nf(a < c);\n');
const entry: Argued = {
  path,
  operator: 'relational-boundary',
  line: 'f(a < c);',
  before: 'a < c',
  after: 'a <= c',
  reason: 'a and c are never equal',
};

describe('an argument', () => {
  it('is for the mutant that is as it says, wherever its line has moved', () => {
    const moved = mutantsOf(path, '\n\n  f(a < c);\n');
    expect([...mutants, ...moved].filter((mutant) => arguedFor(mutant, [entry])).map(({ line }) => line)).toEqual([
      2, 3,
    ]);
  });

  it('is stale when nothing is as it says any more, in a file that was looked at', () => {
    const old = { ...entry, line: 'f(a < d);' };
    expect(stale([entry, old], [path], mutants)).toEqual([old]);
    expect(stale([entry, old], ['b.ts'], [])).toEqual([]);
  });
});
