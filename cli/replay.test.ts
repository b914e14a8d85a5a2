import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  drawnVerdict,
  goodVerdict,
  redelivery,
  sampleScene,
  sampleClaims,
  sampleVerdict,
} from '../reports/testing/fixtures.ts';
import { stringify } from '../reports/documents/json.ts';
import type { VerdictDocument } from '../reports/documents/verdict.ts';
import { InputError } from '../setups/input-error.ts';
import { fakeJudging, fakeIo, kafkaTrial } from './testing/fake.ts';

const cwd = mkdtempSync(join(tmpdir(), 'kafka-trial-'));
afterAll(() => rmSync(cwd, { recursive: true }));

function file(name: string, document: unknown): string {
  writeFileSync(join(cwd, name), stringify(document));
  return name;
}

const inFolder = (argv: readonly string[], judging = fakeJudging()) =>
  kafkaTrial(argv, { io: fakeIo({ cwd }), judging });

/** The words of a line as a shell reads them, without the program's name. */
function pasted(line: string): string[] {
  const out = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
  const [npx, program, ...words] = out.trimEnd().split('\n');
  expect([npx, program]).toEqual(['npx', 'kafka-trial']);
  return words;
}

/** The first story that a text tells, from its heading to its replay line. */
function storyIn(text: string): string {
  const start = text.indexOf('no-duplicates is violated in 5 steps');
  return text.slice(start, text.indexOf('\n', text.indexOf('  Replay   ', start)) + 1);
}

/** A trial of a claim as it is drawn. */
const drawn = (trial: VerdictDocument): VerdictDocument => (trial.semantics === 'exactly-once' ? trial : drawnVerdict);

function replayLines(text: string): string[] {
  return text.split('\n').flatMap((line) => line.match(/npx kafka-trial replay .*/) ?? []);
}

describe('the same story, byte for byte', () => {
  test('from the seed: the printed line, pasted', async () => {
    const argv = ['verify', "it's orders.yaml", '--consumer.config', 'c$HOME.properties'];
    const verified = await inFolder(argv);
    const [line] = replayLines(verified.stdout);
    const replayed = await inFolder(pasted(line));
    expect(replayed.code).toBe(0);
    expect(replayed.stdout).toBe(storyIn(verified.stdout));
  });

  test('from the file', async () => {
    const verified = await inFolder(['verify', 'orders.yaml', '--out', 'out'], fakeJudging({}, drawnVerdict));
    const replayed = await inFolder(['replay', 'out/verdict.json']);
    expect(replayed.stdout).toBe(storyIn(verified.stdout));
    expect(replayed.stderr).toBe('');
    expect(replayed.code).toBe(0);
  });

  test('from a claim: the printed line, pasted, and its file', async () => {
    const verified = await inFolder(['verify', '--seed', 's t', '--runs', '9', '--out', 'claims']);
    const [line] = replayLines(verified.stdout);
    expect(line).toBe(
      "npx kafka-trial replay --claim 2.3-end-to-end --trial 1 --guarantee no-duplicates --seed 's t' --runs 9",
    );
    const claims = sampleClaims.claims.map((claim) => ({ ...claim, trials: claim.trials.map(drawn) }));
    const judging = fakeJudging({ claims: async () => ({ ...sampleClaims, claims }) });
    const again = await inFolder(pasted(line), judging);
    expect(again.stdout).toContain('in a trial of claim 2.3-end-to-end\n');
    const fromFile = await inFolder(['replay', 'claims/claims.json', '--claim', '2.3-end-to-end']);
    expect(fromFile.stdout).toBe(again.stdout);
  });

  test('another cause has a line of its own', async () => {
    const verified = await inFolder(['verify', 'orders.yaml']);
    const [, line] = replayLines(verified.stdout);
    expect(line).toContain("--seed kafka-trial:17 orders.yaml --guarantee no-duplicates --cause 'two log entries");
    const replayed = await inFolder(pasted(line));
    expect(replayed.stdout).toContain('is violated in 9 steps');
  });
});

describe('what is replayed', () => {
  test('the schedule of the file, in its setup; how it was found is kept', async () => {
    const judging = fakeJudging();
    const { stdout } = await inFolder(['replay', file('v.json', sampleVerdict)], judging);
    const { setup } = sampleVerdict;
    expect(judging.asked).toEqual([
      { retell: 'no-duplicates', place: 'v.json, no-duplicates', setup, schedule: redelivery.schedule },
    ]);
    expect(stdout).toContain('(no shorter way exists in the scope)');
  });

  test('a schedule alone', async () => {
    const name = file('s.json', { setup: {}, schedule: redelivery.schedule, guarantee: 'no-duplicates' });
    const { stdout, code } = await inFolder(['replay', name]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^no-duplicates is violated in 5 steps \(the shortest way found\)\n/);
  });

  test('with --json the counterexample, told anew', async () => {
    const { stdout } = await inFolder(['replay', file('v.json', sampleVerdict), '--json']);
    const { format, replays } = JSON.parse(stdout);
    expect(format).toBe('kafka-trial/replay');
    expect(replays).toMatchObject([{ guarantee: 'no-duplicates', counterexample: { steps: 5, shortest: true } }]);
  });

  test('a replay that shows another cause does not reproduce', async () => {
    const judging = fakeJudging({
      retell: async () => ({ counterexample: { ...redelivery, cause: 'something else' }, scene: sampleScene }),
    });
    const { code, stderr } = await inFolder(['replay', file('v.json', sampleVerdict)], judging);
    expect(code).toBe(1);
    expect(stderr).toContain('v.json, no-duplicates: the file says "delivered again');
    expect(stderr).toContain('and the replay shows "something else"');
  });

  test('a seed that violates nothing exits with 1', async () => {
    const { code, stderr } = await inFolder(['replay', '--seed', 's:1', 'good.yaml'], fakeJudging({}, goodVerdict));
    expect([code, stderr]).toEqual([1, 'good.yaml: seed s:1 does not violate any guarantee\n']);
  });
});

test('--out writes the stories and their page', async () => {
  const { stdout, code } = await inFolder(['replay', file('v.json', sampleVerdict), '--out', 'replayed']);
  expect(code).toBe(0);
  expect(stdout).toContain('wrote replayed/report.html\n');
  const { replays } = JSON.parse(readFileSync(join(cwd, 'replayed', 'replay.json'), 'utf8'));
  expect(replays).toMatchObject([{ guarantee: 'no-duplicates', scene: { noReturn: 4 } }]);
  expect(readFileSync(join(cwd, 'replayed', 'report.html'), 'utf8')).toContain('id="no-duplicates/4"');
});

describe('what cannot be replayed', () => {
  const misfit = fakeJudging({
    retell: ({ place }) => {
      throw new InputError(
        `${place}, step 3`,
        'consumer.crash cannot happen here',
        'replay it with the setup it was found in',
      );
    },
  });

  test.each([
    [[], 'error: replay: there is nothing to replay\n'],
    [
      ['--seed', 'bfs'],
      'error: --seed: a seed stands for a run of a setup, and no setup is given\n  name the setup file\n',
    ],
    [['gone.json'], 'error: gone.json: it cannot be read: there is no such file\n'],
    [['orders.yaml'], 'error: orders.yaml: a setup alone tells no story\n  add the --seed that'],
    [[file('later.json', { ...sampleVerdict, version: 2 })], 'error: later.json: the file is of version 2'],
    [[file('good.json', goodVerdict)], 'error: good.json: it holds no counterexample\n'],
    [
      [file('v2.json', sampleVerdict), '--guarantee', 'no-duplicate'],
      'error: v2.json: it holds no counterexample to no-duplicate\n  did you mean no-duplicates?\n',
    ],
    [
      [file('c.json', sampleClaims), '--claim', '2.3-end-to-edn'],
      'error: c.json: it holds no claim 2.3-end-to-edn\n  did you mean 2.3-end-to-end?\n',
    ],
    [[file('c.json', sampleClaims), '--trial', '9'], 'error: c.json: it holds no such counterexample\n'],
    [
      ['--seed', 'bfs', 'orders.yaml', '--guarantee', 'no-los'],
      'error: --guarantee: there is no guarantee "no-los"\n  did you mean no-loss?\n',
    ],
    [['--claim', 'nope'], 'error: --claim: there is no claim nope\n'],
  ])('%j exits with 2', async (words, message) => {
    const { code, stdout, stderr } = await inFolder(['replay', ...words]);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('a schedule that does not fit its setup', async () => {
    const { code, stderr } = await inFolder(['replay', file('v.json', sampleVerdict)], misfit);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: v.json, no-duplicates, step 3: consumer.crash cannot happen here\n  replay it with the setup it was found in\n',
    );
  });
});
