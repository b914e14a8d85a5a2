import { describe, expect, it } from 'vitest';
import { prepared } from '../testing/prepared.ts';

const refusalOf = (text: string): Promise<unknown> =>
  prepared({ 'x.trial.ts': `${text}\nexport default { start: () => {} };` }).catch((error: unknown) => error);

describe('a trial file', () => {
  it('may await at its top, and no time passes but that of the stage', async () => {
    const program = await prepared({
      'x.trial.ts': `
        import { setTimeout as sleep } from 'node:timers/promises';
        import { readFile } from 'node:fs/promises';
        const before = Date.now();
        await sleep(60_000);
        await readFile('no such file').catch(() => {});
        export default { start: () => {}, env: { slept: String(Date.now() - before) } };
      `,
    });
    expect(program.trial.env).toEqual({ slept: '60000' });
  });

  it('is refused with the line of a file as it is called, which is no part of a URL', async () => {
    const files = {
      'x.trial.ts': "import './bestellung ä%20#.ts';",
      'bestellung ä%20#.ts': "throw new Error('here');",
    };
    const message = expect.stringMatching(/^bestellung ä%20#\.ts:1:\d+: it throws/);
    await expect(prepared(files)).rejects.toMatchObject({ message });
  });

  it('is told which variables its own files have looked for, where it cannot be loaded, and no package', async () => {
    const files = {
      'x.trial.ts': "import 'a-package';\nif (process.env.PATH) throw 1;\nprocess.env.BROKERS!.split(',');",
      'node_modules/a-package/index.js': 'exports.debug = process.env.A_PACKAGE_DEBUG;',
    };
    const wayOut =
      "mend that, or leave it to start; it has looked for PATH, BROKERS, and sees no environment but the trial's `env`";
    await expect(prepared(files)).rejects.toMatchObject({ problems: [{ wayOut }] });
  });

  it.each([
    ["JSON.parse('{')", /^x\.trial\.ts:1:\d+: it throws as it is loaded: SyntaxError/],
    ["void Promise.reject(new Error('nobody looks'))", /^x\.trial\.ts:1:\d+: .*: Error: nobody looks$/],
    ["process.nextTick(() => { throw new Error('later'); })", /^x\.trial\.ts:1:\d+: .*: Error: later$/],
    ['throw { code: 42 }', /^: it throws as it is loaded: \{ code: 42 \}$/],
    ['await new Promise(() => {})', /^: it is never loaded/],
    ['setInterval(() => {}, 1); await new Promise(() => {})', /^: it is never loaded/],
    ['process.exit(1)', /^x\.trial\.ts:1:\d+: it ends its process as it is loaded$/],
    ["console.error('no BROKERS'); process.exit(1)", /as it is loaded; the last that .* is no BROKERS$/],
  ])('is refused with its line where it cannot be loaded: %s', async (text, message) => {
    expect(await refusalOf(text)).toMatchObject({ name: 'InputError', message: expect.stringMatching(message) });
  });
});
