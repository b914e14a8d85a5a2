import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOf } from './process-identity.ts';
import { endDeadRuns } from './run-folder.ts';
import { Supervisor } from './supervisor.ts';
import { compiled } from '../testing/compiled.ts';

const folder = mkdtempSync(join(tmpdir(), 'supervisor-test-'));
const runs = join(folder, 'runs');
let program = '';
let command = '';

beforeAll(async () => {
  mkdirSync(runs);
  command = await compiled('conformance/lab/testing/command.ts', folder);
  program = join(folder, 'conformance/lab/run/supervisor-program.js');
  await compiled('conformance/lab/run/supervisor-program.ts', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => startOf(pid) !== undefined;

/** Waits for what comes soon; ten seconds are what is promised. */
async function soon(isSo: () => boolean): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 20) {
    if (isSo()) return true;
    await later(20);
  }
  return false;
}

/** A command that has started a process which runs, and one that is stopped. The last number is its supervisor's. */
async function commandWithTwo(
  runs: string,
): Promise<{ readonly child: ChildProcess; readonly pids: readonly number[] }> {
  const child = spawn(process.execPath, [command, program, runs], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, pids: line.split(' ').map(Number) };
  }
  throw new Error('the command said nothing');
}

describe('nothing outlives a command', () => {
  it.concurrent.each(['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const)('that ends by %s', async (signal) => {
    const runs = mkdtempSync(join(folder, 'runs-'));
    const { child, pids } = await commandWithTwo(runs);
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    expect(readdirSync(runs)).toHaveLength(1);
    child.kill(signal);
    expect(await soon(() => !pids.some(isAlive) && readdirSync(runs).length === 0)).toBe(true);
  });

  it('that is killed together with its supervisor: the next one cleans up', async () => {
    const { child, pids } = await commandWithTwo(runs);
    child.kill('SIGSTOP');
    process.kill(pids[2], 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(pids.slice(0, 2).map(isAlive)).toEqual([true, true]);
    expect(await endDeadRuns(runs)).toBe(1);
    expect(await soon(() => !pids.some(isAlive))).toBe(true);
    expect(readdirSync(runs)).toEqual([]);
  });
});

describe('a supervisor', () => {
  it('ends its run: processes, folder and program', async () => {
    const supervisor = await Supervisor.start(program, runs);
    writeFileSync(join(supervisor.folder, 'file'), '');
    const child = supervisor.spawn('sleep', ['100']);
    expect(await soon(() => child.pid !== undefined && isAlive(child.pid))).toBe(true);
    await supervisor.end();
    expect(isAlive(child.pid ?? 0)).toBe(false);
    expect(existsSync(supervisor.folder)).toBe(false);
    expect(() => supervisor.spawn('sleep', ['100'])).toThrow('a run that has ended');
  });

  it('leaves the runs of living commands alone', async () => {
    const supervisor = await Supervisor.start(program, runs);
    expect(await endDeadRuns(runs)).toBe(0);
    expect(existsSync(supervisor.folder)).toBe(true);
    await supervisor.end();
  });
});
