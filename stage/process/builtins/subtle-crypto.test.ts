import { webcrypto } from 'node:crypto';
import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { prepared } from '../../testing/prepared.ts';
import { quietWorld } from '../../testing/quiet-world.ts';

/** What comes of Web Crypto's `subtle`: called with Node's own here, and by a program, which has the same text. */
async function does(subtle: webcrypto.SubtleCrypto): Promise<string> {
  const bytes = new TextEncoder().encode('record-001');
  const hex = (buffer: ArrayBuffer): string => Buffer.from(buffer).toString('hex');
  const failure = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'none',
      (error: Error) => error.name,
    );
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const signs = await subtle.importKey('raw', bytes, hmac, true, ['sign']);
  const verifies = await subtle.importKey('raw', bytes, hmac, true, ['verify']);
  const signature = await subtle.sign('HMAC', signs, bytes);
  return [
    hex(await subtle.digest('SHA-256', bytes)),
    hex(await subtle.digest({ name: 'sha-1' }, bytes.buffer)),
    hex(signature),
    hex(await subtle.exportKey('raw', signs)),
    await subtle.verify('HMAC', verifies, signature, bytes),
    await subtle.verify('HMAC', verifies, signature, bytes.subarray(1)),
    await failure(subtle.sign('HMAC', verifies, bytes)),
    await failure(subtle.digest('MD5', bytes)),
  ].join(' ');
}

it("a program's digests and signatures are those of Node, and virtual time waits for them", async () => {
  const program = await prepared({
    'x.trial.ts': `
      import { subtle } from 'node:crypto';
      ${does.toString()}
      export default { start: async () => { throw new Error(\`\${subtle === crypto.subtle} \${await does(subtle)}\`); } };
    `,
  });
  const { ledger } = await run(program, quietWorld(), 'seed');
  const real = await does(webcrypto.subtle);
  expect(real).toContain('true false InvalidAccessError NotSupportedError');
  expect(ledger.lives[0].reason).toContain(`true ${real}`);
});
