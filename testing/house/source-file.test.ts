import { describe, expect, it } from 'vitest';
import { sourceFile } from './source-file.ts';

const read = (text: string) => sourceFile({ path: 'explorers/parallel/pool.ts', text });

describe('a file', () => {
  it('knows what it imports, in whichever way, and whether for types only', () => {
    const text = [
      `import type { A } from '../a.ts';`,
      `import { b, type C as D } from './c.ts';`,
      `import {`,
      `  e,`,
      `} from '../../model/e.ts';`,
      `export * from './f.ts';`,
      `import 'seedrandom';`,
      `import { parse } from 'properties-file/parser';`,
      `import * as prop from '@fast-check/vitest/dist';`,
      `const g = await import('node:fs');`,
    ].join('\n');
    expect(read(text).imports.map(({ from, typesOnly }) => [from, typesOnly])).toEqual([
      ['explorers/a.ts', true],
      ['explorers/parallel/c.ts', false],
      ['model/e.ts', false],
      ['explorers/parallel/f.ts', false],
      ['seedrandom', false],
      ['properties-file', false],
      ['@fast-check/vitest', false],
      ['node:fs', false],
    ]);
  });

  it('knows the names of what it imports and exports', () => {
    const text = [
      `import { one, type Two as Three } from './a.ts';`,
      `export async function four() {}`,
      `export type Five = 5;`,
      `const six = 6;`,
      `export { six };`,
      `export type { Seven } from './a.ts';`,
    ].join('\n');
    const { imports, exports, values } = read(text);
    expect(imports[0].names).toEqual(['one', 'Two']);
    expect([...exports].sort()).toEqual(['Five', 'Seven', 'four', 'six']);
    expect([...values].sort()).toEqual(['four', 'six']);
  });

  it('takes no words in prose or strings for imports', () => {
    expect(read(`/** Some import is read from './a.ts'. */\nconst text = "from './b.ts'";`).imports).toEqual([]);
  });
});
