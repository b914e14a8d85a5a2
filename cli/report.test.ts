import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goodVerdict, sampleVerdict } from '../reports/testing/fixtures.ts';
import { stringify } from '../reports/documents/json.ts';
import { fakeJudging, fakeIo, kafkaTrial } from './testing/fake.ts';
import { ownFolder } from './testing/own-folder.ts';

test('with no file the claims are tried, and their report is written', async () => {
  const cwd = ownFolder();
  const judging = fakeJudging();
  const { code, stdout } = await kafkaTrial(['report'], { io: fakeIo({ cwd }), judging });
  expect(code).toBe(0);
  expect(judging.asked).toEqual([{ claims: 'all', seed: 'kafka-trial', runs: undefined }]);
  const names = ['claims.json', 'junit.xml', 'report.html', 'report.md', 'results.sarif'];
  expect(readdirSync(join(cwd, 'kafka-trial-out')).sort()).toEqual(names);
  expect(stdout).toMatch(/^2 claims: 1 confirmed, 1 refuted, all as expected\n\nwrote kafka-trial-out\/claims.json\n/);
  const report = readFileSync(join(cwd, 'kafka-trial-out/report.md'), 'utf8');
  expect(report).toContain('npx kafka-trial replay --claim 2.3-end-to-end');
});

test('verdict files are rendered together, and judged by what is required', async () => {
  const cwd = ownFolder();
  writeFileSync(join(cwd, 'a.json'), stringify(sampleVerdict));
  writeFileSync(join(cwd, 'b.json'), stringify([goodVerdict]));
  const argv = ['report', 'a.json', 'b.json', '--out', 'out', '--require', 'exactly-once'];
  const { code, stdout } = await kafkaTrial(argv, { io: fakeIo({ cwd }) });
  expect(code).toBe(1);
  expect(stdout).toContain('orders.yaml: exactly-once is required, and no-duplicates is violated\n');
  expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['junit.xml', 'report.html', 'report.md', 'results.sarif']);
  expect(readFileSync(join(cwd, 'out/report.md'), 'utf8')).toMatch(/## orders.yaml\n[^]*## good.yaml\n/);
});

test('the same documents give the same bytes', async () => {
  const [one, other] = [ownFolder(), ownFolder()];
  for (const cwd of [one, other]) await kafkaTrial(['report'], { io: fakeIo({ cwd }) });
  for (const name of readdirSync(join(one, 'kafka-trial-out'))) {
    const read = (cwd: string): string => readFileSync(join(cwd, 'kafka-trial-out', name), 'utf8');
    expect(read(one)).toBe(read(other));
  }
});

test('a file that is no verdict is refused before anything is written', async () => {
  const cwd = ownFolder();
  writeFileSync(join(cwd, 'a.json'), '{}');
  const { code, stderr } = await kafkaTrial(['report', 'a.json'], { io: fakeIo({ cwd }) });
  expect(code).toBe(2);
  expect(stderr).toContain('error: a.json: this is not a verdict file: it names no format\n');
  expect(readdirSync(cwd)).toEqual(['a.json']);
});

test.each([
  ['report', 'a.json', '--require', 'exactly-once'],
  ['replay', 'a.json'],
  ['conform', 'a.json', '--client', 'kafkajs', '--bootstrap', 'localhost:9092'],
])('%s: a file that claims more than its guarantees is refused, each contradiction with its place', async (...argv) => {
  const cwd = ownFolder();
  const [holds, ...others] = sampleVerdict.guarantees;
  const edited = {
    ...sampleVerdict,
    semantics: 'exactly-once',
    guarantees: [{ ...holds, evidence: { ...holds.evidence, complete: false } }, ...others],
  };
  writeFileSync(join(cwd, 'a.json'), stringify([goodVerdict, edited]));
  const { code, stdout, stderr } = await kafkaTrial(argv, { io: fakeIo({ cwd }) });
  expect([code, stdout]).toEqual([2, '']);
  const wayOut =
    '  a verdict that contradicts itself is not believed: write it again with `kafka-trial verify --json`\n';
  expect(stderr).toBe(
    [
      'error: a.json: orders.yaml: semantics: it is exactly-once, but by the guarantees it is at-least-once\n',
      'error: a.json: orders.yaml: guarantees[0]: no-loss holds, but its search is not complete\n',
    ]
      .map((line) => `${line}${wayOut}`)
      .join(''),
  );
  expect(readdirSync(cwd)).toEqual(['a.json']);
});
