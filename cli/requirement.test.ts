import { afterAll, describe, expect, test } from 'vitest';
import { judgingOn } from '../judging/judging.ts';
import { fakeHost } from '../judging/testing/fake-host.ts';
import { goodVerdict } from '../reports/testing/fixtures.ts';
import { run } from './program.ts';
import { loadSetup } from './setup-file.ts';
import { fakeIo, fakeJudging, kafkaTrial } from './testing/fake.ts';
import { setupFolder } from './testing/setup-folder.ts';

describe('what --require takes', () => {
  test.each([
    'at-most-once',
    'exactly-once,ordered',
    'exactly-once,proved',
    'at-least-once,proved,ordered',
    'none,ordered,proved',
    'exactly-once, ordered',
  ])('%s', async (words) => {
    const judging = fakeJudging({}, goodVerdict);
    expect(await kafkaTrial(['verify', 'a.yaml', '--require', words], { judging })).toMatchObject({ code: 0 });
  });

  test.each([
    ['exactly', '"exactly" is no delivery semantics', 'did you mean exactly-once?'],
    ['ordered', '"ordered" is no delivery semantics', 'write it behind a semantics: at-least-once,ordered'],
    ['no-loss', '"no-loss" is no delivery semantics', 'at-least-once asks for it'],
    ['progress', '"progress" is no delivery semantics', 'give one of: none, at-most-once'],
    ['exactly-once,sorted', '"sorted" is nothing to be asked of a semantics', 'give one of: ordered, proved'],
    ['exactly-once,', '"" is nothing to be asked of a semantics', ''],
    ['exactly-once,proved,proved', '"proved" is asked for twice', 'name it once'],
    ['none,proved', '"none" rests on nothing that could be proved', 'name the semantics that must be proved'],
  ])('not %s', async (words, reason, wayOut) => {
    const { code, stderr } = await kafkaTrial(['verify', 'a.yaml', '--require', words]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`error: --require: ${reason}\n  `)]);
    expect(stderr).toContain(wayOut);
  });
});

const folder = setupFolder();
afterAll(() => folder.remove());

/** Three brokers, of which one may lose its power: a record is lost in 17 steps. */
const file = folder.fileOf(
  'power-loss.yaml',
  `kafka: "4.0"
cluster: { brokers: 3 }
topic: { replication.factor: 3, min.insync.replicas: 2 }
consumer: { enable.auto.commit: false, auto.offset.reset: earliest }
faults: { broker.power-loss: 1 }
scope: { records: 1, members: 1, lags: 2 }
`,
);

/** Verifies as the command does, on a machine whose clock makes a jump each time that it is looked at. */
async function verified(...options: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  let time = 0;
  const now = (): number => (time += 40);
  const io = fakeIo();
  const judging = judgingOn({ ...fakeHost(), now });
  const code = await run(['verify', file, '--quiet', '--method', 'exhaustive', ...options], io, judging, loadSetup);
  return { code, stdout: io.stdout };
}

describe('V1: a search that has put nothing to the test passes no gate', () => {
  test.each(['at-most-once', 'at-least-once', 'exactly-once', 'exactly-once,ordered,proved', 'none,ordered'])(
    '%s',
    async (words) => {
      const { code, stdout } = await verified('--budget', '100ms', '--require', words);
      expect(stdout).toContain(`${file}: none, order not put to the test, `);
      expect(stdout).toContain(' (not proved: no-loss and no-duplicates were never put to the test)');
      expect(stdout).toContain(`${file}: ${words} is required, and `);
      expect(code).toBe(1);
    },
  );

  test('nor does one that may take less memory than the program', async () => {
    expect(await verified('--memory', '1KB', '--require', 'at-most-once')).toEqual({ code: 2, stdout: '' });
  });
});
