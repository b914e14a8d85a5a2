import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sampleHazards } from '../reports/testing/fixtures.ts';
import { fakeJudging, fakeIo, kafkaTrial } from './testing/fake.ts';
import { ownFolder } from './testing/own-folder.ts';

describe('exit codes', () => {
  test('as expected', async () => {
    expect((await kafkaTrial(['hazards'])).code).toBe(0);
  });

  test('one hazard that came out otherwise', async () => {
    const [first, second] = sampleHazards.hazards;
    const hazards = [{ ...first, steps: 6, asExpected: false }, second];
    const judging = fakeJudging({ hazards: async () => ({ ...sampleHazards, hazards }) });
    const { code, stdout } = await kafkaTrial(['hazards', '--quiet'], { judging });
    expect(code).toBe(1);
    expect(stdout).toContain('2 hazards: 2 found, 1 control holds, 1 not violated, 1 not as expected;');
  });
});

describe('what is printed', () => {
  test('without ids a table of all of them', async () => {
    const { stdout, stderr } = await kafkaTrial(['hazards']);
    expect(stderr).toBe('');
    expect(stdout).toContain('Published failures and their controls (seed kafka-trial)\n');
    expect(stdout).toMatch(/^ {2}A12 +no-duplicates +5 +135 +0\.0 +holds \(1,234 states\) +15 \/ 45 +16 \/ 36 /m);
    expect(stdout).toContain('  not modelled: A19, Two applications fence one another\n');
  });

  test('with an id its story, and the command that tells it again', async () => {
    const judging = fakeJudging();
    const { stdout } = await kafkaTrial(['hazards', 'A12', '--seed', 'mine', '--runs', '7'], { judging });
    expect(judging.asked).toEqual([{ hazards: ['A12'], seed: 'mine', runs: 7 }]);
    expect(stdout).toContain('A12: A crash between processing and commit: the record is processed again\n');
    expect(stdout).toContain('no-duplicates is violated in 5 steps (no shorter way exists in the scope)\n');
    expect(stdout).toContain('  Replay   npx kafka-trial hazards A12\n');
    expect(stdout).not.toContain('B06');
  });

  test('with --json one document and nothing else', async () => {
    const { stdout, stderr } = await kafkaTrial(['hazards', '--json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(sampleHazards);
  });

  test('with --markdown the page, which names the command that makes it', async () => {
    const { stdout } = await kafkaTrial(['hazards', '--markdown', '--seed', 'a b', '--runs', '7']);
    expect(stdout).toContain("`npx kafka-trial hazards --markdown --seed 'a b' --runs 7`");
  });

  test('options without effect are told', async () => {
    const { stderr } = await kafkaTrial(['hazards', '--method', 'walk']);
    expect(stderr).toBe('note: --method has no effect: each hazard states what is searched and what must come out\n');
  });

  test('how far it is, on a terminal', async () => {
    let now = 0;
    const io = fakeIo({ errIsTTY: true, now: () => (now += 1500) });
    const judging = fakeJudging({
      hazards: async ({ onProgress }) => {
        onProgress?.({ hazard: 'A12', done: 0, total: 2 });
        onProgress?.({ hazard: 'B06', done: 1, total: 2 });
        return sampleHazards;
      },
    });
    const { stderr } = await kafkaTrial(['hazards', '--json'], { judging, io });
    expect(stderr).toContain('hazard B06: 1 of 2');
  });
});

test('--out writes the document and the pages, with the story of each', async () => {
  const folder = ownFolder();
  const told: unknown[] = [];
  const judging = fakeJudging({
    hazards: async (options) => {
      told.push(options.told);
      return sampleHazards;
    },
  });
  const { stdout } = await kafkaTrial(['hazards', '--out', folder], { judging });
  expect(told).toEqual([true]);
  expect(readdirSync(folder).sort()).toEqual(['hazards.json', 'hazards.md', 'report.html']);
  expect(JSON.parse(readFileSync(join(folder, 'hazards.json'), 'utf8'))).toEqual(sampleHazards);
  expect(stdout).toContain('hazards.md\n');
});
