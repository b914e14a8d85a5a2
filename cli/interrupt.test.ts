import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { judgingOn } from '../judging/judging.ts';
import { loadSetup } from './setup-file.ts';
import { fakeIo, kafkaTrial } from './testing/fake.ts';

const cwd = mkdtempSync(join(tmpdir(), 'kafka-trial-interrupt-'));
afterAll(() => rmSync(cwd, { recursive: true }));

it.each([
  ['hazards'],
  ['hazards', 'A14', '--json'],
  ['report'],
  ['verify'],
  ['replay', '--claim', '2.3-end-to-end'],
  ['replay', '--seed', 'bfs', 'docs/setups/last-replica.yaml', '--guarantee', 'exclusive-ownership'],
  ['verify', 'docs/setups/last-replica.yaml'],
  ['explore', 'docs/setups/last-replica.yaml'],
])('Ctrl-C ends %s %s', async (...argv) => {
  let pressed = 0;
  const io = fakeIo({
    cwd,
    onInterrupt(listener) {
      // As soon as the search lets the process see to it.
      const timer = setImmediate(() => {
        pressed += 1;
        listener();
      });
      return () => clearImmediate(timer);
    },
  });
  const before = process.cpuUsage();
  const { code, stdout, stderr } = await kafkaTrial(argv, { io, judging: judgingOn(io), load: loadSetup });
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  expect([pressed, code]).toEqual([1, 1]);
  expect(argv[0] === 'explore' ? stdout : stderr).toContain('interrupted');
});
