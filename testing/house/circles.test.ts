import { describe, expect, it } from 'vitest';
import { circles } from './circles.ts';
import { sourceFile } from './source-file.ts';

const tree = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([path, text]) => sourceFile({ path, text }));

describe('a circle of files', () => {
  it('of two that import values is found', () => {
    const files = tree({
      'model/log.ts': `import { b } from './replica.ts';`,
      'model/replica.ts': `import { a } from './log.ts';`,
    });
    expect(circles(files)).toEqual([['model/log.ts', 'model/replica.ts']]);
  });

  it('is found where one of the arrows is there for a type alone', () => {
    const files = tree({
      'explorers/exhaustive.ts': `import { search } from './parallel/search.ts';`,
      'explorers/parallel/search.ts': `import type { Options } from '../exhaustive.ts';`,
    });
    expect(circles(files)).toEqual([['explorers/exhaustive.ts', 'explorers/parallel/search.ts']]);
  });

  it('over several rooms is found, without the files that only lead into it or out of it', () => {
    const files = tree({
      'cli/main.ts': `import { a } from '../judging/a.ts';`,
      'judging/a.ts': `import { b } from '../narrator/b.ts';`,
      'narrator/b.ts': `export * from '../model/c.ts';`,
      'model/c.ts': `const a = await import('../judging/a.ts');\nimport { d } from './d.ts';`,
      'model/d.ts': '',
    });
    expect(circles(files)).toEqual([['judging/a.ts', 'model/c.ts', 'narrator/b.ts']]);
  });

  it('of one file that imports itself is found', () => {
    expect(circles(tree({ 'model/log.ts': `import { b } from './log.ts';` }))).toEqual([['model/log.ts']]);
  });

  it('is not seen where two ways lead to the same file', () => {
    const files = tree({
      'model/a.ts': `import './b.ts';\nimport './c.ts';`,
      'model/b.ts': `import './d.ts';`,
      'model/c.ts': `import './d.ts';`,
      'model/d.ts': '',
    });
    expect(circles(files)).toEqual([]);
  });
});
