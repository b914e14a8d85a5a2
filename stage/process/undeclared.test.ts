import { describe, expect, it } from 'vitest';
import { run } from '../run.ts';
import { prepared } from '../testing/prepared.ts';
import { quietWorld } from '../testing/quiet-world.ts';

/** A program that does something as it starts; what it does stands in line 3 of its file. */
const programOf = (module: string, does: string): Readonly<Record<string, string>> => ({
  'x.trial.ts': `
import * as it from '${module}';
export default { start: async () => { ${does}; } };
  `,
});

describe('what a program may not do', () => {
  it.each([
    ['node:child_process', "it.execSync('head -c 4 /dev/urandom')", 'starts a child process (execSync head -c 4'],
    ['node:fs', "it.readFileSync('/dev/urandom')", 'reads /dev/urandom'],
    ['node:fs', "it.readFileSync(new URL('file:///dev/urandom'))", 'reads /dev/urandom'],
    ['node:fs', "it.readSync(it.openSync('/dev/urandom'), Buffer.alloc(4))", 'reads /dev/urandom'],
    ['node:fs/promises', "await it.writeFile('out.txt', 'a')", 'reaches for a file (fs.writeFile, out.txt)'],
    ['node:net', "it.connect(5432, 'db').on('error', () => {})", 'opens a connection to db:5432'],
    ['node:http', "it.get('http://metrics.example/')", 'sends an HTTP request to http://metrics.example/'],
    ['node:worker_threads', "new it.Worker('./x.js')", 'starts a thread'],
    ['node:dgram', "it.createSocket('udp4')", 'opens a UDP socket'],
    [
      'node:module',
      "it.createRequire(import.meta.url)('node:child_process').exec('ls')",
      'starts a child process (exec',
    ],
    ['node:crypto', "await it.subtle.generateKey('Ed25519', true, ['sign'])", 'calls crypto.subtle.generateKey'],
  ])('is refused with its line, also where the program catches it: %s', async (module, does, what) => {
    for (const way of [does, `try { ${does} } catch {}`]) {
      const program = await prepared(programOf(module, way));
      await expect(run(program, quietWorld(), 'seed')).rejects.toMatchObject({
        name: 'UndeclaredError',
        what: expect.stringContaining(what),
        line: { file: 'x.trial.ts', line: 3 },
      });
    }
  });

  it('does not keep it from reading its own files, from listening, or from printing', async () => {
    const does = "await it.readFile(new URL(import.meta.url)); (await import('node:http')).createServer().listen(80)";
    const program = await prepared(programOf('node:fs/promises', `${does}.once('listening', () => console.log('up'))`));
    // The file is gone by now: what it is told is that, and not that it may not ask.
    const { ledger } = await run(program, quietWorld(), 'seed');
    expect(ledger.lives[0].reason).toMatch(/ENOENT/);
  });

  it('has none of the state of its machine, as on a machine that has no /proc, and reads other files as it likes', async () => {
    const looks =
      "if (it.existsSync('/proc/self/exe')) throw 1; it.closeSync(it.openSync(process.cwd() + '/package.json'))";
    const program = await prepared(programOf('node:fs', `${looks}; it.openSync('/proc/self/exe')`));
    const { ledger } = await run(program, quietWorld(), 'seed');
    expect(ledger.lives[0].reason).toContain("ENOENT: no such file or directory, open '/proc/self/exe'");
  });

  it.each(["it.createRequire(import.meta.url)('kafka' + 'js')", "await import(['kafkajs'].join())"])(
    'has no client that was not read with it: %s',
    async (does) => {
      const { ledger } = await run(await prepared(programOf('node:module', does)), quietWorld(), 'seed');
      expect(ledger.lives[0].reason).toContain("Cannot find module 'kafkajs'");
    },
  );

  it.each([
    ['as the module is loaded', "import './consumer.mjs'; export default { start() {} };"],
    ['in the middle of the run', "export default { start: () => import('./consumer.mjs') };"],
  ])('has no client with native code, and is told which line asks for it: %s', async (_when, text) => {
    const refused = prepared({
      'node_modules/rdkafka/index.js': "module.exports = require(__dirname + '/build/rdkafka' + '.node');",
      'consumer.mjs': "\nimport rdkafka from 'rdkafka';\nrdkafka.connect();",
      'x.trial.ts': text,
    }).then((program) => run(program, quietWorld(), 'seed'));
    await expect(refused).rejects.toMatchObject({
      what: 'asks for native code (rdkafka.node)',
      wayOut: expect.stringContaining('`command: ["node", "main.js"]` instead of `start`'),
      line: { file: 'consumer.mjs', line: 2 },
    });
  });

  it('may have packages that go without their native code where there is none', async () => {
    const program = await prepared({
      'node_modules/fast/index.js':
        "try { module.exports = require('./fast' + '.node'); } catch { module.exports = () => 'slow'; }",
      'x.trial.ts': "import fast from 'fast'; export default { start() { throw new Error(fast()); } };",
    });
    const { ledger } = await run(program, quietWorld(), 'seed');
    expect(ledger.lives[0].reason).toBe('Error: slow');
  });

  it('is told by Node itself of an address that has no port', async () => {
    const does = "it.connect({ host: 'kafka', port: Number('//kafka') })";
    const { ledger } = await run(await prepared(programOf('node:net', does)), quietWorld(), 'seed');
    expect(ledger.lives[0].reason).toBe('RangeError: Port should be >= 0 and < 65536. Received type number (NaN).');
  });

  it("leaves no agent of Node's about, with which it would be on the real network without anybody knowing", async () => {
    const does = "new Headers(); throw new Error('agent: ' + globalThis[Symbol.for('undici.globalDispatcher.1')])";
    const { ledger } = await run(await prepared(programOf('node:path', does)), quietWorld(), 'seed');
    expect(ledger.lives[0].reason).toContain('agent: undefined');
  });
});
