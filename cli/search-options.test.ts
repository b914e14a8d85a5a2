import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WorkerLostError } from '../explorers/parallel/pool.ts';
import { goodVerdict } from '../reports/testing/fixtures.ts';
import type { CostOptions } from '../judging/searches/limits.ts';
import { fakeJudging, fakeIo, kafkaTrial } from './testing/fake.ts';
import { ownFolder } from './testing/own-folder.ts';

/** What a command line lets a job cost. */
async function costsOf(words: readonly string[]): Promise<CostOptions[]> {
  const costs: CostOptions[] = [];
  const judging = fakeJudging();
  await kafkaTrial(words, {
    judging: {
      ...judging,
      verify: (setup, options) => {
        costs.push(options);
        return judging.verify(setup, options);
      },
      explore: (subject, options) => {
        costs.push(options);
        return judging.explore(subject, options);
      },
    },
  });
  return costs;
}

describe('what a search may cost', () => {
  test('what the user does not say is left to judging', async () => {
    const [{ workers, memory, budgetMs, reductions }] = await costsOf(['verify', 'a.yaml']);
    expect([workers, memory, budgetMs]).toEqual([undefined, undefined, undefined]);
    expect(reductions).toEqual({ symmetry: true, commuting: true });
  });

  test.each([
    ['--workers', '3', { workers: 3 }],
    ['--memory', '4GB', { memory: 2 ** 32 }],
    ['--memory', '64.5mb', { memory: 64.5 * 2 ** 20 }],
    ['--budget', '60s', { budgetMs: 60_000 }],
    ['--budget', '500ms', { budgetMs: 500 }],
    ['--budget', '5m', { budgetMs: 300_000 }],
  ])('%s %s', async (flag, value, expected) => {
    expect(await costsOf(['verify', 'a.yaml', flag, value])).toMatchObject([expected]);
  });

  test('a budget is for all setups: what one leaves over, the others have', async () => {
    let now = 0;
    const budgets: unknown[] = [];
    const judging = fakeJudging({
      verify: async (_, { name = '', budgetMs }) => {
        budgets.push(budgetMs);
        now += 1000;
        return { ...goodVerdict, name };
      },
    });
    const words = ['verify', 'a.yaml', 'b.yaml', 'c.yaml', '--budget', '9s'];
    await kafkaTrial(words, { judging, io: fakeIo({ now: () => now }) });
    expect(budgets).toEqual([3000, 4000, 7000]);
  });

  test.each([
    ['verify', '--no-symmetry', { symmetry: false, commuting: true }],
    ['verify', '--no-commuting', { symmetry: true, commuting: false }],
    ['explore', '--symmetry', { symmetry: true, commuting: false }],
    ['explore', '--commuting', { symmetry: false, commuting: true }],
  ])('%s %s: verify reduces unless told not to, explore only when told', async (command, flag, expected) => {
    const [{ reductions }] = await costsOf([command, 'a.yaml', flag]);
    expect(reductions).toEqual(expected);
  });

  test.each([
    ['verify', '--workers', '0'],
    ['verify', '--workers', '1000'],
    ['explore', '--workers', 'two'],
    ['explore', '--memory', '4'],
    ['verify', '--memory', '1KB'],
    ['explore', '--memory', '63MB'],
    ['explore', '--memory', '4 bananas'],
    ['verify', '--memory', '0GB'],
    ['verify', '--budget', '60'],
    ['verify', '--budget', '0s'],
    ['verify', '--budget', 'soon'],
    ['explore', '--budget', '60s'],
  ])('%s %s %s is an error of the input', async (command, flag, value) => {
    const { code, stderr } = await kafkaTrial([command, 'a.yaml', flag, value]);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^error: ${flag}: .+\n  .+\n$`));
  });

  test('a line that replays a search without a reduction replays it without', async () => {
    const { stdout } = await kafkaTrial(['verify', 'a.yaml', '--no-symmetry']);
    expect(stdout).toContain('npx kafka-trial replay --seed bfs a.yaml --no-symmetry --guarantee no-duplicates\n');
  });
});

describe('what can go wrong', () => {
  test('a lost worker is told, without a verdict and without a stack', async () => {
    const lost = async () => {
      throw new WorkerLostError(1, 2, 'ended');
    };
    for (const command of ['verify', 'explore']) {
      const judging = fakeJudging({ verify: lost, explore: lost });
      expect(await kafkaTrial([command, 'a.yaml'], { judging })).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'error: worker 1 of 2 ended before the search was finished: nothing is proved\n  try it with fewer --workers, more --memory or a smaller scope\n',
      });
    }
  });

  test('Ctrl-C prints what there is by then, tries no further setup, and exits with 1', async () => {
    const listeners: (() => void)[] = [];
    let heard = 0;
    const io = fakeIo({
      onInterrupt: (listener) => {
        listeners.push(listener);
        return () => void (heard += 1);
      },
    });
    const judging = fakeJudging({
      verify: async (_, { name = '', signal }) => {
        for (const listener of listeners) listener();
        expect(signal?.aborted).toBe(true);
        return { ...goodVerdict, name };
      },
    });
    const { code, stdout, stderr } = await kafkaTrial(['verify', 'a.yaml', 'b.yaml', '--quiet'], { io, judging });
    expect(stdout).toBe('a.yaml: exactly-once, ordered, with 1 consumer crash (proved within the scope)\n');
    expect(stderr).toBe('interrupted: what is above is what was tried until then\n');
    expect([code, heard]).toEqual([1, 1]);
  });

  test('a full disk is an error that names the place', async () => {
    const cwd = ownFolder();
    mkdirSync(join(cwd, 'out'));
    symlinkSync('/dev/full', join(cwd, 'out', 'explore.json'));
    const { code, stderr } = await kafkaTrial(['explore', 'alo', '--out', 'out'], { io: fakeIo({ cwd }) });
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: out: nothing can be written there: the disk is full\n  give --out a folder that can be written to\n',
    );
  });
});
