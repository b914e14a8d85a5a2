import { expect, it } from 'vitest';
import { run } from './run.ts';
import { prepared } from './testing/prepared.ts';
import { quietWorld } from './testing/quiet-world.ts';

it('begins a life without what lives and runs before it have made of the modules of Node’s and the objects of the language', async () => {
  const patching = await prepared({
    'x.trial.ts': `
      import { EventEmitter } from 'node:events';
      import { Readable } from 'node:stream';
      import { inspect } from 'node:util';
      const found = [
        EventEmitter.defaultMaxListeners++,
        inspect.defaultOptions.depth++,
        Error.stackTraceLimit++,
        EventEmitter.prototype.emit.name,
        Readable.prototype.patched,
        [].patched,
      ];
      EventEmitter.prototype.emit = function patched() {};
      Readable.prototype.patched = Array.prototype.patched = true;
      export default { start: () => void fetch('http://log/' + found.join(), { method: 'POST', body: 'record-001' }) };
    `,
  });
  const crashed = () => run(patching, quietWorld(), 'seed', [{ at: 0, fault: { kind: 'consumer.crash' } }]);
  const first = await crashed();
  const called = first.trace.map(({ text }) => text).filter((text) => text.startsWith('calls'));
  expect(called.length).toBeGreaterThan(1);
  expect(new Set(called)).toEqual(new Set(['calls POST http://log/10,2,10,emit,,']));
  expect((await crashed()).digest).toBe(first.digest);
});
