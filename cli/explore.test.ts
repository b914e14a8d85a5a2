import { expect, test } from 'vitest';
import { unfinishedWords } from '../judging/searches/unfinished-words.ts';
import { fakeJudging, kafkaTrial } from './testing/fake.ts';

test('a system of its own, with its constants', async () => {
  const judging = fakeJudging();
  const argv = ['explore', 'alo', '--records', '5', '--crashes', '3', '--kicks', '0'];
  const { code, stdout } = await kafkaTrial(argv, { judging });
  expect(code).toBe(0);
  expect(judging.asked).toEqual([{ explore: { system: 'alo', constants: { records: 5, crashes: 3, kicks: 0 } } }]);
  expect(stdout).toBe(`alo (records 5, crashes 3, kicks 0)

  searched   the whole scope
  distinct   519,055 states
  generated  2,047,593 states
  depth      58 states on the longest shortest path
  missed     7.3e-9 states expected, taken for others by their fingerprints
  time       2.0 s with 1 worker, 259,528 distinct states a second
  found      NoDup violated after 9 states
`);
});

test('constants that are left out have their defaults', async () => {
  const judging = fakeJudging();
  await kafkaTrial(['explore', 'alo'], { judging });
  expect(judging.asked).toEqual([{ explore: { system: 'alo', constants: { records: 3, crashes: 2, kicks: 2 } } }]);
});

test('with --json the figures of the contract', async () => {
  const { stdout } = await kafkaTrial(['explore', 'orders.yaml', '--json']);
  expect(JSON.parse(stdout)).toEqual({
    distinct: 519055,
    generated: 2047593,
    depth: 58,
    complete: true,
    violations: [{ invariant: 'NoDup', states: 9 }],
    seconds: 2,
    workers: 1,
    expectedCollisions: 7.3e-9,
  });
});

test('a search that did not finish says so', async () => {
  const figures = {
    distinct: 7,
    generated: 9,
    depth: 2,
    violations: [],
    seconds: 0,
    workers: 2,
    expectedCollisions: 0,
  };
  const judging = fakeJudging({
    explore: async () => ({ ...figures, complete: false, stopped: unfinishedWords(7, 2, 'memory limit') }),
  });
  const { stdout } = await kafkaTrial(['explore', 'a.yaml'], { judging });
  expect(stdout).toContain('searched   scope not finished: 7 states, depth 2; memory limit\n');
  expect(stdout).toContain('found      no violation\n');
});
