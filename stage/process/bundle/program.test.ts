import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepared } from '../../testing/prepared.ts';

/** What a trial file has in its environment variables, when it is read. */
const envOf = async (files: Readonly<Record<string, string>>) => (await prepared(files)).trial.env;

describe('a program', () => {
  it('may use packages that ask for others which nobody has installed', async () => {
    const asks = `
      const load = (name, from) => { try { return from(); } catch (error) { return name + ': ' + error.code; } };
      module.exports = load('class-validator', () => require('class-validator'));
    `;
    const env = await envOf({
      'node_modules/asks/index.js': asks,
      'x.trial.ts': "import said from 'asks'; export default { start() {}, env: { said } };",
    });
    expect(env).toEqual({ said: 'class-validator: MODULE_NOT_FOUND' });
  });

  it('has the modules of Node that its packages have: what it patches is patched for them', async () => {
    const env = await envOf({
      'node_modules/asks/index.js': "module.exports = () => require('node:os').hostname();",
      'x.trial.ts': `
        import os from 'node:os';
        import hostname from 'asks';
        os.hostname = () => 'mine';
        export default { start() {}, env: { hostname: hostname() } };
      `,
    });
    expect(env).toEqual({ hostname: 'mine' });
  });

  it('may ask for import.meta as a whole, and for what is not in it', async () => {
    const env = await envOf({
      'node_modules/asks/index.mjs': 'export const mode = String(import.meta?.env?.MODE);',
      'x.trial.ts': `
        import { mode } from 'asks/index.mjs';
        const { url } = import.meta;
        export default { start() {}, env: { mode, isSame: String(url === import.meta.url) } };
      `,
    });
    expect(env).toEqual({ mode: 'undefined', isSame: 'true' });
  });

  it('knows a file by its name that is imported with attributes', async () => {
    const { program, trial } = await prepared({
      'conf.json': '{ "topic": "orders" }',
      'x.trial.ts': `
        import conf from './conf.json' with { type: 'json' };
        export default { start() {}, env: conf };
      `,
    });
    expect(trial.env).toEqual({ topic: 'orders' });
    expect(program.modules.map((path) => basename(path))).toEqual(['conf.json', 'x.trial.ts']);
  });

  it.each([
    ['a default export beside them', 'db.ts', 'export const insert = () => 0; export default { insert, table: "o" };'],
    ['CommonJS', 'db.cts', 'exports.insert = () => 0; exports.table = "o";'],
    ['CommonJS of TypeScript', 'db.cts', 'const db = { insert: () => 0, table: "o" }; export = db;'],
    ['a function', 'db.cts', 'module.exports = Object.assign(() => 0, { insert: () => 0, table: "o" });'],
    [
      'exports by getters',
      'db.cjs',
      'const get = () => () => 0; Object.defineProperty(exports, "insert", { get, enumerable: true }); exports.table = "o";',
    ],
  ])('is given all that a module exports whose effects are declared: %s', async (_which, name, text) => {
    const env = await envOf({
      [name]: text,
      'x.trial.ts': `
        import db from './${name}';
        export default { start() {}, effects: { './${name}': ['insert'] }, env: { table: db.table } };
      `,
    });
    expect(env).toEqual({ table: 'o' });
  });

  it('has classes and functions by their own names, also one that speaks of itself, and two of one name in two files', async () => {
    const event = 'export class Placed { type = Placed.name; } export function placed() {}';
    const env = await envOf({
      'orders.ts': event,
      'returns.ts': event,
      'x.trial.ts': `
        import * as orders from './orders.ts';
        import * as returns from './returns.ts';
        const names = [orders, returns].flatMap(({ Placed, placed }) => [Placed.name, new Placed().type, placed.name]);
        export default { start() {}, env: { names: names.join(' ') } };
      `,
    });
    expect(env).toEqual({ names: 'Placed Placed placed Placed Placed placed' });
  });

  it('has the decorators that its tsconfig.json says', async () => {
    const env = await envOf({
      'tsconfig.json': JSON.stringify({ compilerOptions: { experimentalDecorators: true } }),
      'x.trial.ts': `
        const env: Record<string, string> = {};
        const at = (_class: unknown, method: string, index: number): void => { env[method] = String(index); };
        class Handler { handle(_topic: string, @at _order: unknown) {} }
        export default { start: () => new Handler(), env };
      `,
    });
    expect(env).toEqual({ handle: '1' });
  });
});
