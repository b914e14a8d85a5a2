import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { did, polled, sent } from '../../conformance/history/testing/told.ts';
import type { Operation } from '../../conformance/history/recording/operation.ts';
import { fakeIo, kafkaTrial } from '../testing/fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-conform-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SOUND = [...did(0, [sent('x', 0, 'a'), sent('x', 1, 'b')]), ...did(1, [polled('x', 0, 'a', 1, 'b')])];
const LOST = [...did(0, [sent('x', 0, 'a'), sent('x', 1, 'b')]), ...did(1, [polled('x', 1, 'b')])];

async function conform(history: readonly Operation[], ...options: readonly string[]): ReturnType<typeof kafkaTrial> {
  writeFileSync(join(folder, 'h.jsonl'), history.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
  return kafkaTrial(['conform', '--history', 'h.jsonl', ...options], { io: fakeIo({ cwd: folder }) });
}

describe('conform --history', () => {
  it('is content with a history that has no anomaly', async () => {
    expect(await conform(SOUND)).toEqual({
      code: 0,
      stderr: '',
      stdout: 'h.jsonl: 4 operations, judged as --sub-via assign --delivery at-least-once\n\nvalid: no anomaly\n',
    });
  });

  it('shows what it found, whether that is legal, and where', async () => {
    const { code, stdout } = await conform(LOST);
    expect(code).toBe(1);
    expect(stdout).toBe(`h.jsonl: 4 operations, judged as --sub-via assign --delivery at-least-once

  anomaly     times  legal  for example
  lost-write  1      no     key x, value a, index 0, max-read-index 1, writer 1, max-read 3
  unseen      1      no     unseen {x: 1}, messages {x: [a]}

invalid: lost-write, unseen
`);
  });

  it('neither accepts nor refuses what is not whole', async () => {
    const { code, stdout } = await conform(did(1, [polled('x', 1, 'b')]), '--quiet');
    expect([code, stdout]).toEqual([
      3,
      'unknown: 1 record was read that no operation has sent (x b, by operation 1): the history is not whole\n',
    ]);
  });

  it('prints a document that says the same', async () => {
    const { code, stdout } = await conform(LOST, '--json', '--ww-deps', '--sub-via', 'subscribe');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'kafka-trial/history',
      version: 1,
      file: 'h.jsonl',
      configuration: { subVia: 'subscribe', wwDeps: true, delivery: 'at-least-once' },
      operations: 4,
      valid: false,
      badErrorTypes: ['lost-write', 'unseen'],
      anomalies: [
        { name: 'lost-write', legal: false, count: 1, cases: [{ key: 'x', value: 'a' }] },
        { name: 'unseen' },
      ],
    });
  });

  it('names file and line of a mistake', async () => {
    const { code, stderr } = await conform([...SOUND, { ...SOUND[0], type: 'good' } as never]);
    expect([code, stderr]).toEqual([2, 'error: h.jsonl:5: "type" is "good"\n  give one of: invoke, ok, fail, info\n']);
  });

  test.each([
    [['--history', 'none.jsonl'], 'none.jsonl: it cannot be read: there is no such file'],
    [['--history', '.'], '.: it cannot be read: it is a folder'],
    [[], 'conform: nothing is given to be played or judged'],
    [['--history', 'h.jsonl', '--sub-via', 'magic'], '--sub-via: "magic" is none of what it may be'],
  ])('is not taken in by %j', async (options, reason) => {
    const { code, stderr } = await kafkaTrial(['conform', ...options], { io: fakeIo({ cwd: folder }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`error: ${reason}\n`)]);
  });

  it('tells a person who waits how far it is', async () => {
    let time = 0;
    const io = fakeIo({ cwd: folder, errIsTTY: true, now: () => (time += 3000) });
    writeFileSync(join(folder, 'h.jsonl'), SOUND.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
    const { stderr } = await kafkaTrial(['conform', '--history', 'h.jsonl'], { io });
    expect(stderr).toContain('reading h.jsonl: operations: 4');
  });
});
