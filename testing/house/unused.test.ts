import { describe, expect, it } from 'vitest';
import { sourceFile } from './source-file.ts';
import { unusedExports } from './unused.ts';

const unusedIn = (texts: Readonly<Record<string, string>>, surface: readonly string[] = []): string[] =>
  unusedExports(
    Object.entries(texts).map(([path, text]) => sourceFile({ path, text })),
    surface,
  ).map(({ path, name }) => `${path} ${name}`);

const log = 'export const NONE = [];\nexport function append() {}\nexport class Log {}\nexport interface Batch {}';

describe('an exported value', () => {
  it('that nobody imports is found, and a type is not', () => {
    expect(unusedIn({ 'model/log.ts': log })).toEqual(['model/log.ts NONE', 'model/log.ts append', 'model/log.ts Log']);
    expect(unusedIn({ 'model/log.ts': log, 'cli/main.ts': `import { Log } from '../model/log.ts';` })).toEqual([
      'model/log.ts NONE',
      'model/log.ts append',
    ]);
  });

  it('that is taken out of an object is one as well', () => {
    expect(
      unusedIn({ 'wire/fetch.ts': 'export const { readRequest: fetchRequest, writeRequest } = fetchApi;' }),
    ).toEqual(['wire/fetch.ts fetchRequest', 'wire/fetch.ts writeRequest']);
  });

  it('that another file of the same name has is not taken for it', () => {
    const importing = `import { Log } from './log.ts';`;
    expect(unusedIn({ 'model/log.ts': 'export class Log {}', 'wire/log.ts': '', 'wire/a.ts': importing })).toEqual([
      'model/log.ts Log',
    ]);
  });

  it.each([
    `import { NONE, append as add, Log } from '../model/log.ts';`,
    `export { NONE, append, type Log } from '../model/log.ts';`,
    `import * as log from '../model/log.ts';`,
    `const log = await import('../model/log.ts');`,
  ])('is used by %j', (text) => {
    expect(unusedIn({ 'model/log.ts': log, 'cli/main.ts': text }, ['cli/main.ts'])).toEqual([]);
  });

  it('is there for users of the package where it is its surface', () => {
    expect(unusedIn({ 'code.ts': log }, ['code.ts'])).toEqual([]);
  });
});
