import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrial } from './open-trial.ts';
import { localHost } from './testing/local-host.ts';

const PROGRAMS: Readonly<Record<string, string>> = {
  'right.trial.ts': `
    import { setTimeout as sleep } from 'node:timers/promises';
    export default {
      require: 'at-least-once',
      faults: { 'consumer.crash': 1 },
      start: async (env: { effect: (name: string) => (row: string) => Promise<void> }) => {
        process.nextTick(() => { if (Math.random() < 0.5) throw new Error('nobody catches this'); });
        await sleep(50);
        await env.effect('db.insert')('now ' + Math.random());
        await Promise.reject(new Error('nor this'));
      },
    };
  `,
  'syntax.trial.ts': `
    export default { start: () => { const = 1; } };
  `,
  'missing.trial.ts': `
    import { no } from 'there-is-no-such-package';
    export default { start: () => no };
  `,
  'sqlite.trial.ts': `
    import { DatabaseSync } from 'node:sqlite';
    export default { start: () => new DatabaseSync('orders.db') };
  `,
  'driver.trial.ts': `
    import { insert } from './db.ts';
    export default { start: () => insert('row'), effects: { './db.ts': ['insert'] } };
  `,
  'db.ts': `
    import { send } from 'driver';
    export const insert = (row: string) => send(row);
  `,
  // A driver that goes without another package where nobody has installed it, as pg without pg-native.
  'node_modules/driver/index.js': `
    try { require('driver-native'); } catch {}
    exports.send = () => { throw new Error('nobody is to come here'); };
  `,
  'native.trial.ts': `
    import { insert } from './native.ts';
    export default { start: () => insert('row'), effects: { './native.ts': ['insert'] } };
  `,
  'native.ts': `
    import Database from 'native';
    const db = new Database('orders.db');
    export const insert = (row: string) => db.run(row);
    export const TABLE = 'orders';
  `,
  // A driver whose binding nobody has built, as better-sqlite3.
  'node_modules/native/index.js': `
    module.exports = class { constructor() { throw new Error('Could not locate the bindings file'); } };
  `,
  'configured.trial.ts': `
    import { insert } from './db.ts';
    import { table } from './config.ts';
    export default {
      start: () => insert('row of ' + table), effects: { './db.ts': ['insert'] }, env: { TABLE: 'orders' },
    };
  `,
  // It looks at its environment as it is loaded, as what checks it by a schema does.
  'config.ts': `
    const { TABLE } = process.env;
    if (TABLE !== 'orders') throw new Error('TABLE is ' + TABLE);
    export const table = TABLE;
  `,
  'misconfigured.trial.ts': `
    import { table } from './config.ts';
    export default { start: () => table, env: { TABLE: 'rders' } };
  `,
  'connects.trial.ts': `
    import { cache } from './cache.ts';
    export default { start: () => cache.set('row'), effects: { './cache.ts': ['cache.set'] } };
  `,
  'cache.ts': "import { Cache } from 'cache';\nexport const cache = new Cache('cache', 6379);",
  // A client that connects as it is made, in the background, and tries again where it could not, as ioredis.
  'node_modules/cache/index.js': `
    const { connect } = require('node:net');
    exports.Cache = class {
      constructor(host, port) { process.nextTick(() => { try { connect(port, host); } catch {} }); }
      set() {}
    };
  `,
  'connecting.trial.ts': "import './cache.ts';\nexport default { start: () => {} };",
  'hollow.trial.ts': `
    import { post } from './hollow.ts';
    export default { start: () => post('row'), effects: { './hollow.ts': ['post'] } };
  `,
  'hollow.ts': "import { send } from 'hollow';\nexport const post = (row: string) => send(row);",
  // It says that it may be left out, and cannot be loaded, as packages that look behind Node's sockets.
  'node_modules/hollow/package.json': '{"main":"index.mjs","sideEffects":false}',
  'node_modules/hollow/index.mjs': "export const send = (0, undefined)['behind'];",
  'mapped.trial.ts': "import make from 'mapped';\nmake(); export default { start: () => {} };",
  // A package whose map leads out of it, as typeorm's.
  'node_modules/mapped/index.js':
    "module.exports = () => { throw new Error('no driver'); };\n//# sourceMappingURL=index.js.map",
  'node_modules/mapped/index.js.map': '{"version":3,"sources":["../../src/index.ts"],"names":[],"mappings":"AAAA"}',
  // A program that is compiled, and brings its map along.
  'compiled.trial.ts': "import { ship } from './dist/shop.js';\nexport default { start: () => ship() };",
  'dist/shop.js': 'export const ship = () => 1;\n//# sourceMappingURL=shop.js.map',
  'dist/shop.js.map': '{"version":3,"sources":["../src/shop.ts"],"names":[],"mappings":"AAAA,aAAa,OAAO"}',
  'src/shop.ts': '// Ships.\r\nexport const ship = (): number => 1;\n',
  'undeclared.trial.ts': `
    import { insert, TABLE } from './native.ts';
    export default { start: () => insert(TABLE), effects: { './native.ts': ['insert'] } };
  `,
  'nothing.trial.ts': 'export const start = 1;',
  'cluster.trial.ts': 'export default { start: () => {}, cluster: { protocol: { generationFencin: false } } };',
  'rejects.trial.ts':
    "void Promise.reject(new Error('nobody looks'));\nawait null; export default { start: () => {} };",
  'package.trial.ts': "import './db.ts'; export default { start: () => {}, effects: { '@acme/db': ['insert'] } };",
  'driver-named.trial.ts':
    "import { insert } from './db.ts'; export default { start: () => insert('row'), effects: { driver: ['send'] } };",
  'module.trial.ts': "import './db.ts'; export default { start: () => {}, effects: { './bd.ts': ['insert'] } };",
  'injected.trial.ts': `
    class Shop { constructor(@Inject('db') db) {} }
    export default { start: () => new Shop() };
  `,
  'README.md': '# No program',
  'topics.trial.ts': 'export default { start: () => {}, topics: { orders: { partitions: 31 } } };',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-'));
  for (const [name, text] of Object.entries(PROGRAMS)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await symlink(folder, join(folder, 'link'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a trial that is opened', () => {
  it('has the text of what a program was compiled from, in which its lines are told', async () => {
    const opened = await openTrial('compiled.trial.ts', { cwd: folder, threads: 1, openHost: localHost });
    expect(opened.sources.get('src/shop.ts')).toEqual(['// Ships.', 'export const ship = (): number => 1;']);
    await opened.close();
  });

  it('runs in threads of its own: the same in each, its exceptions its own', async () => {
    const opened = await openTrial('right.trial.ts', { cwd: folder, threads: 2, openHost: localHost });
    expect(opened).toMatchObject({
      require: 'at-least-once',
      budgets: { 'consumer.crash': 1 },
      processes: 1,
      brokers: 1,
    });
    expect([...opened.sources.keys()]).toEqual(['right.trial.ts']);
    const [first, second] = await Promise.all(
      opened.runners.map((run) => run({ seed: 'a', deviations: [], lines: true })),
    );
    await opened.close();
    expect(second).toEqual(first);
    const reasons = first.ledger.lives.map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['Error: nobody catches this', 'Error: nor this']));
    const lines = first.trace.filter(({ text }) => text.startsWith('threw')).map(({ line }) => line?.line);
    expect(new Set(lines)).toEqual(new Set([7, 10]));
  });

  it.each([
    ['that tries for a package which is not there', 'driver.trial.ts'],
    ['that cannot be loaded', 'native.trial.ts'],
    ['that connects as it is loaded', 'connects.trial.ts'],
    ['beside a file that looks at the environment as it is loaded', 'configured.trial.ts'],
    ['whose package says that it may be left out', 'hollow.trial.ts'],
    ['in a folder that is a link', 'link/driver.trial.ts'],
  ])('may have a driver %s, behind the effects', async (_which, name) => {
    const opened = await openTrial(name, { cwd: folder, threads: 1, openHost: localHost });
    const { ledger } = await opened.runners[0]({ seed: 'a', deviations: [] });
    await opened.close();
    expect(ledger.outcomes).toMatchObject([
      { what: expect.stringMatching(/^insert$|^cache\.set$|^post$/), state: 'done' },
    ]);
    expect(opened.wayOut).toMatch(
      /^let it call what is declared \((insert|cache\.set|post)\), or declare the functions/,
    );
  });

  it.each([
    ['syntax.trial.ts', /^syntax\.trial\.ts:2:\d+: Expected identifier/],
    ['missing.trial.ts', /^missing\.trial\.ts:2:\d+: Could not resolve "there-is-no-such-package"/],
    ['sqlite.trial.ts', /^sqlite\.trial\.ts:2:\d+: the stage has no module node:sqlite/],
    ['connecting.trial.ts', /^cache\.ts:2:\d+: opens a connection to cache:6379 as it is loaded/],
    ['undeclared.trial.ts', /^undeclared\.trial\.ts:2:\d+: native\.ts cannot be loaded, so that .* and no TABLE/],
    ['mapped.trial.ts', /^mapped\.trial\.ts:2:1: it throws as it is loaded: Error: no driver/],
    ['misconfigured.trial.ts', /^config\.ts:3:\d+: it throws as it is loaded: Error: TABLE is rders/],
    ['nothing.trial.ts', /^nothing\.trial\.ts: it exports no trial/],
    ['cluster.trial.ts', /^cluster\.trial\.ts: cluster: protocol has no key "generationFencin"/],
    ['topics.trial.ts', /^topics\.trial\.ts: topics: orders: partitions: it cannot be 31/],
    [
      'package.trial.ts',
      /^package\.trial\.ts: effects: @acme\/db: a module is named by its file, as from the trial file/,
    ],
    ['module.trial.ts', /^module\.trial\.ts: effects: \.\/bd\.ts: the program imports no such module/],
    ['README.md', /^README\.md: it is no module of TypeScript or JavaScript/],
    ['node_modules', /^node_modules: it is a folder/],
    ['absent.trial.ts', /^absent\.trial\.ts: there is no such file/],
  ])('is refused with place and reason: %s', async (name, message) => {
    const refusal = await openTrial(name, { cwd: folder, threads: 1, openHost: localHost }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'InputError', message: expect.stringMatching(message) });
  });

  it('names the file of a package that effects call as the program imports it', async () => {
    const refusal = await openTrial('driver-named.trial.ts', { cwd: folder, threads: 1, openHost: localHost }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({
      problems: [{ wayOut: 'give its file: ./node_modules/driver/index.js' }],
    });
  });

  it('says how parameters come to have decorators', async () => {
    const refusal = await openTrial('injected.trial.ts', { cwd: folder, threads: 1, openHost: localHost }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({
      message: expect.stringMatching(/^injected\.trial\.ts:2:\d+: Parameter decorators only work when/),
      problems: [{ wayOut: 'say `"experimentalDecorators": true` in the `tsconfig.json` of its folder' }],
    });
  });
});
