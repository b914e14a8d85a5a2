import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RunAborted } from '../run-aborted.ts';
import { readProgram } from '../process/bundle/program.ts';
import { RUN_LIMITS, type RunLimits } from './run-limits.ts';
import { StageThread } from './thread.ts';

const PROGRAMS: Readonly<Record<string, string>> = {
  'loops.trial.ts': 'while (true);',
  'listens.trial.ts':
    "return import('node:events').then(({ EventEmitter }) => { const bus = new EventEmitter(); for (let n = 0; n < 11; n++) bus.on('order', () => {}); });",
  'keeps.trial.ts': 'const kept = []; for (;;) kept.push({ at: String(kept.length) });',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-'));
  for (const [name, body] of Object.entries(PROGRAMS))
    await writeFile(join(folder, name), `export default { start: () => { ${body} } };`);
});
afterAll(() => rm(folder, { recursive: true }));

/** A thread with a program whose runs do not end, and what comes of the run that it is in. */
async function running(name: string, limits: Partial<RunLimits>) {
  const thread = new StageThread(await readProgram(join(folder, name)), { ...RUN_LIMITS, ...limits });
  await thread.trial();
  const ran = thread.run({ seed: '1', deviations: [] }).catch((error: unknown) => error);
  await setImmediate();
  return { thread, ran };
}

it('what Node warns of in a program, as of listeners that leak, is not written as if it were the tool’s', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { ran } = await running('listens.trial.ts', {});
  expect(await ran).toMatchObject({ ledger: { lives: [{ end: 'exited', reason: '0' }] } });
  // What a thread writes comes by itself.
  await setTimeout(100);
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});

describe('a run that does not end', () => {
  it('is refused with the line at which it is at work when it grows without end', async () => {
    const { ran } = await running('keeps.trial.ts', { growthMbMax: 100 });
    expect(String(await ran)).toMatch(
      /keeps\.trial\.ts:1:\d+: a run takes more than 100 MB of memory: something in it grows without end/,
    );
  });

  it('is refused with the line at which it is at work', async () => {
    const { ran } = await running('loops.trial.ts', { realMsMax: 4000 });
    expect(String(await ran)).toMatch(/loops\.trial\.ts:1:\d+: a run has not ended in 4 s/);
  });

  it('is told as far as it came where it goes round and round in one event, long before that', async () => {
    const { ran } = await running('loops.trial.ts', { lookMs: 100, endlessMs: 300 });
    expect(await ran).toMatchObject({
      message: expect.stringMatching(/loops\.trial\.ts:1:\d+: it goes round and round there/),
      result: {
        ledger: { endless: { process: 0, incarnation: 0, line: { file: 'loops.trial.ts', line: 1 } } },
        trace: [{ text: 'starts' }, { text: 'goes round and round', line: { file: 'loops.trial.ts', line: 1 } }],
      },
    });
  });

  it('is ended when it is aborted, and its thread can be asked again', async () => {
    const { thread, ran } = await running('loops.trial.ts', { abortMs: 20 });
    thread.abort();
    expect(await ran).toBeInstanceOf(RunAborted);
    expect(await thread.trial()).toMatchObject({ processes: 1 });
    await thread.close();
  });
});
