import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stale } from './argued.ts';
import { equivalent } from './equivalent.ts';
import { mutantsOf } from './mutants.ts';

describe('the arguments of this tree', () => {
  it('are for mutants that there are, and give a reason', () => {
    for (const path of new Set(equivalent.map((entry) => entry.path))) {
      const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
      expect(stale(equivalent, [path], mutantsOf(path, text))).toEqual([]);
    }
    expect(equivalent.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
