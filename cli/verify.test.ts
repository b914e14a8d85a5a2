import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goodVerdict, sampleClaims, sampleVerdict } from '../reports/testing/fixtures.ts';
import { readVerdicts } from '../reports/documents/json.ts';
import { fakeJudging, fakeIo, kafkaTrial } from './testing/fake.ts';
import { ownFolder } from './testing/own-folder.ts';

const good = fakeJudging({}, goodVerdict);

describe('exit codes', () => {
  test.each([
    [['orders.yaml'], 0],
    [['orders.yaml', '--require', 'at-least-once'], 0],
    [['orders.yaml', '--require', 'none'], 0],
    [['orders.yaml', '--require', 'at-most-once'], 1],
    [['orders.yaml', '--require', 'exactly-once'], 1],
    [[], 0],
  ])('verify %j exits with %i where the setup gives at-least-once', async (words, code) => {
    expect((await kafkaTrial(['verify', ...words])).code).toBe(code);
  });

  test('exactly-once is good enough for whoever requires less', async () => {
    for (const required of ['exactly-once', 'at-least-once', 'at-most-once', 'none']) {
      const { code } = await kafkaTrial(['verify', 'good.yaml', '--require', required], { judging: good });
      expect(code).toBe(0);
    }
  });

  test('one claim that came out otherwise', async () => {
    const [first, second] = sampleClaims.claims;
    const claims = [{ ...first, expected: 'refuted', asExpected: false } as const, second];
    const judging = fakeJudging({ claims: async () => ({ ...sampleClaims, claims }) });
    const { code, stdout } = await kafkaTrial(['verify', '--quiet'], { judging });
    expect(code).toBe(1);
    expect(stdout).toBe('2 claims: 1 confirmed, 1 refuted, 1 not as expected\n');
  });
});

describe('what is printed', () => {
  test('the table, the story, and the line that replays it, which is the same setup again', async () => {
    const { stdout, stderr } = await kafkaTrial([
      'verify',
      'my setup.yaml',
      '--producer.config',
      'producer.properties',
      '--scope=small',
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain(
      'my setup.yaml: at-least-once, ordered as far as was searched, with 1 consumer crash (proved within the scope)\n',
    );
    expect(stdout).toContain(
      "  Replay   npx kafka-trial replay --seed bfs 'my setup.yaml' --producer.config producer.properties --scope small --guarantee no-duplicates\n",
    );
  });

  test('what is required and not given, and what is required and not proved', async () => {
    const { stdout } = await kafkaTrial(['verify', 'a.yaml', '--quiet', '--require', 'exactly-once']);
    expect(stdout).toBe(
      'a.yaml: at-least-once, ordered as far as was searched, with 1 consumer crash (proved within the scope)\na.yaml: exactly-once is required, and no-duplicates is violated\n',
    );
    const guarantees = goodVerdict.guarantees.map((guarantee) => ({ ...guarantee, verdict: 'not-violated' as const }));
    const judging = fakeJudging({}, { ...goodVerdict, guarantees, proved: false });
    const open = await kafkaTrial(['verify', 'a.yaml', '--quiet', '--require', 'exactly-once'], { judging });
    expect(open.code).toBe(0);
    expect(open.stdout).toContain('a.yaml: exactly-once was not violated, and not proved either\n');
  });

  test('with --json one document and nothing else', async () => {
    const { stdout, stderr } = await kafkaTrial(['verify', 'a.yaml', '--json', '--require', 'exactly-once']);
    const [document] = readVerdicts(stdout, 'stdout');
    expect(document).toMatchObject({ format: 'kafka-trial/verdict', name: 'a.yaml', sources: ['a.yaml'] });
    expect(stderr).toBe('a.yaml: exactly-once is required, and no-duplicates is violated\n');
    const claims = await kafkaTrial(['verify', '--json']);
    expect(JSON.parse(claims.stdout)).toMatchObject({ format: 'kafka-trial/claims', version: 1 });
  });

  test('several setups are judged each for itself', async () => {
    const judging = fakeJudging();
    const { stdout } = await kafkaTrial(['verify', 'a.yaml', 'b.yaml', '--quiet'], { judging });
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual(['a.yaml', 'b.yaml', '']);
    const json = await kafkaTrial(['verify', 'a.yaml', 'b.yaml', '--json']);
    expect(readVerdicts(json.stdout, 'stdout')).toHaveLength(2);
  });

  test('colour and the terminal’s width on a terminal, unless NO_COLOR is set', async () => {
    const argv = ['verify', 'a.yaml'];
    const terminal = { outIsTTY: true, columns: 70 };
    expect((await kafkaTrial(argv, { io: fakeIo(terminal) })).stdout).toContain('\u001B[31m');
    const plain = await kafkaTrial(argv, { io: fakeIo({ ...terminal, env: { NO_COLOR: '1' } }) });
    expect(plain.stdout).not.toContain('\u001B');
  });
});

describe('what is asked for', () => {
  test('the seed is fixed unless given', async () => {
    const judging = fakeJudging();
    await kafkaTrial(['verify', 'a.yaml'], { judging });
    await kafkaTrial(['verify', 'a.yaml', '--seed', 's', '--runs', '7', '--method', 'walk'], { judging });
    await kafkaTrial(['verify', '--runs', '7'], { judging });
    expect(judging.asked).toEqual([
      { verify: 'a.yaml', seed: 'kafka-trial', runs: undefined, method: 'auto' },
      { verify: 'a.yaml', seed: 's', runs: 7, method: 'walk' },
      { claims: 'all', seed: 'kafka-trial', runs: 7 },
    ]);
  });

  test("Kafka's own files alone are a setup, called by their names", async () => {
    const judging = fakeJudging();
    const files = ['--producer.config', 'config/producer.properties', '--consumer.config=config/consumer.properties'];
    await kafkaTrial(['verify', ...files], { judging });
    expect(judging.asked).toMatchObject([{ verify: 'producer.properties + consumer.properties' }]);
  });

  test('the same command prints the same bytes', async () => {
    const runs = [await kafkaTrial(['verify', 'a.yaml', '--json']), await kafkaTrial(['verify', 'a.yaml', '--json'])];
    expect(runs[0].stdout).toBe(runs[1].stdout);
  });
});

test('options without effect on the claims are told, and a requirement is refused', async () => {
  const { stderr, code } = await kafkaTrial(['verify', '--scope', 'small']);
  expect([code, stderr]).toEqual([0, 'note: --scope has no effect: each claim states its own\n']);
  const refused = await kafkaTrial(['verify', '--require', 'exactly-once']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toBe(
    "error: --require: the guide's claims are no setup\n  name a setup file, or leave --require out\n",
  );
});

test('--out writes every report', async () => {
  const cwd = ownFolder();
  const { stdout } = await kafkaTrial(['verify', 'a.yaml', '--out', 'out/here'], { io: fakeIo({ cwd }) });
  const names = ['junit.xml', 'report.html', 'report.md', 'results.sarif', 'verdict.json'];
  expect(readdirSync(join(cwd, 'out/here')).sort()).toEqual(names);
  expect(stdout).toContain('wrote out/here/verdict.json\n');
  const [document] = readVerdicts(readFileSync(join(cwd, 'out/here/verdict.json'), 'utf8'), 'verdict.json');
  expect(document).toMatchObject({ name: 'a.yaml', guarantees: [{ id: sampleVerdict.guarantees[0].id }, {}, {}, {}] });
  const blocked = await kafkaTrial(['verify', 'a.yaml', '--out', 'out/here/report.md'], { io: fakeIo({ cwd }) });
  expect(blocked.code).toBe(2);
  expect(blocked.stderr).toContain(
    'error: out/here/report.md: nothing can be written there: a file of that name is in',
  );
});
