import { describe, expect, it } from 'vitest';
import { backwards, homeless, leaks, straysBetweenRooms, straysOutside, straysWithin } from './arrows.ts';
import { arrows, arrowsWithin, outside } from './rooms.ts';
import { sourceFile } from './source-file.ts';

const tree = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([path, text]) => sourceFile({ path, text }));

describe('an arrow between rooms', () => {
  it.each([
    ['model/log.ts', `import { resolve } from '../setups/resolve/resolve.ts';`, 'setups/resolve/resolve.ts'],
    ['model/log.ts', `import type { Setup } from '../setups/input.ts';`, 'setups/input.ts'],
    ['shrinkers/shrink.ts', `export { replay } from '../explorers/replay.ts';`, 'explorers/replay.ts'],
    ['judging/verdict.ts', `import '../cli/main.ts';`, 'cli/main.ts'],
    ['narrator/story.ts', `const late = await import('../explorers/walk.ts');`, 'explorers/walk.ts'],
    ['narrator/story.ts', `let told: import('../explorers/walk.ts').Step;`, 'explorers/walk.ts'],
    ['examples/orders/charges.ts', `import type { Setup } from '../../model/setup.ts';`, 'model/setup.ts'],
    ['explorers/walk.ts', `import {\n  type Trial,\n  trialOf,\n} from '../narrator/story.ts';`, 'narrator/story.ts'],
  ])('that is forbidden is found: %s with %j', (path, text, imported) => {
    expect(straysBetweenRooms(tree({ [path]: text }), arrows)).toEqual([{ path, imported }]);
  });

  it('that is allowed is not', () => {
    const files = tree({
      'setups/resolve/resolve.ts': `import { NONE } from '../model/sets.ts';\nimport { words } from './words.ts';`,
      'examples/orders/charges.ts': `import { verify } from '../../index.ts';`,
    });
    expect(straysBetweenRooms(files, arrows)).toEqual([]);
  });

  it('for types only is found when a value is imported, or a module for nothing but types', () => {
    const path = 'judging/verdict.ts';
    const imported = 'reports/documents/verdict.ts';
    const strays = (text: string) => straysBetweenRooms(tree({ [path]: text }), arrows);
    expect(strays(`import type { Verdict } from '../reports/documents/verdict.ts';`)).toEqual([]);
    expect(strays(`export type { Verdict } from '../reports/documents/verdict.ts';`)).toEqual([]);
    expect(strays(`import { toText } from '../reports/documents/verdict.ts';`)).toEqual([{ path, imported }]);
    expect(strays(`import { type Verdict } from '../reports/documents/verdict.ts';`)).toEqual([{ path, imported }]);
  });

  it('of a test, or of what tests share, may point anywhere; but nothing else may point at them', () => {
    const files = tree({
      'model/log.test.ts': `import { main } from '../cli/main.ts';`,
      'model/testing/story.ts': `import { setupOf } from '../../setups/resolve/resolve.ts';`,
      'model/log.ts': `import { story } from './testing/story.ts';`,
    });
    expect(straysBetweenRooms(files, arrows)).toEqual([]);
    expect(leaks(files)).toEqual([{ path: 'model/log.ts', imported: 'model/testing/story.ts' }]);
  });

  it('is known for every room there is', () => {
    expect(homeless(tree({ 'cellar/wine.ts': '', 'model/log.ts': '' }), arrows)).toEqual(['cellar/wine.ts']);
  });
});

describe('an arrow between the folders of a room', () => {
  it('that is forbidden is found', () => {
    const path = 'model/published/alo.ts';
    const files = tree({
      [path]: `import { append } from '../broker/log.ts';\nimport type { Machine } from '../machine.ts';`,
      'model/cluster.ts': `import { append } from './broker/log.ts';`,
      'model/faults/crash.ts': `import { append } from '../broker/log.ts';`,
    });
    expect(straysWithin(files, 'model', arrowsWithin.model)).toEqual([{ path, imported: 'model/broker/log.ts' }]);
  });

  it('that goes to one named after it is found, but for one inside it', () => {
    expect(backwards({ log: [], broker: ['log', 'network', 'broker/metadata'], network: ['broker'] })).toEqual([
      { path: 'broker', imported: 'network' },
    ]);
  });
});

describe('a package or a builtin', () => {
  it.each([
    ['model/log.ts', 'fast-check'],
    ['judging/verify.ts', 'node:fs'],
    ['model/log.ts', 'node:worker_threads'],
    ['explorers/walk.ts', 'vitest'],
    ['cli/main.ts', 'a-package-of-somebody'],
  ])('that a room may not use is found: %s with %s', (path, imported) => {
    const files = tree({ [path]: `import * as all from '${imported}';` });
    expect(straysOutside(files, outside)).toEqual([{ path, imported }]);
  });

  it('that it may use is not', () => {
    const files = tree({
      'cli/main.ts': `import { readFileSync } from 'node:fs';`,
      'explorers/walk.ts': `import * as fc from 'fast-check';`,
      'cli/setup-file.ts': `import { parse } from 'properties-file/parser';`,
    });
    expect(straysOutside(files, outside)).toEqual([]);
  });
});
