import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SetupError } from '../setups/place.ts';
import { fakeJudging, fakeIo, kafkaTrial } from './testing/fake.ts';
import { run } from './program.ts';
import { VERSION } from './version.ts';

describe('a command line that is wrong exits with 2, and says where, why, and what to do', () => {
  test.each([
    [['verfy'], 'error: verfy: there is no such command\n  did you mean verify?\n'],
    [
      ['prove'],
      'error: prove: there is no such command\n  give one of: verify, replay, explore, hazards, explain, report, conform, campaign, code, broker\n',
    ],
    [['verify', '--sed', 'x'], 'error: --sed: verify has no such option\n  did you mean --seed?\n'],
    [
      ['verify', '--produce.config', 'x'],
      'error: --produce.config: verify has no such option\n  did you mean --producer.config?\n',
    ],
    [
      ['verify', '--zzzzzz'],
      'error: --zzzzzz: verify has no such option\n  `kafka-trial verify --help` lists its options\n',
    ],
    [
      ['verify', '--format', 'sarif'],
      'error: --format: verify has no such option\n  did you mean --out? It writes each format into a folder\n',
    ],
    [['--sed'], 'error: --sed: kafka-trial has no such option\n'],
    [['verify', '--seed'], 'error: --seed: its value is missing\n'],
    [['verify', '--seed', ' '], 'error: --seed: its value is empty\n'],
    [['verify', '--seed', 'a', '--seed', 'b'], 'error: --seed: it is given twice\n  give it once\n'],
    [['verify', '--runs', '0'], 'error: --runs: "0" is not a whole number from 1 to 1000000000\n'],
    [['verify', '--runs', '1e3'], 'error: --runs: "1e3" is not a whole number'],
    [['verify', '--method', 'wlak'], 'error: --method: "wlak" is no method\n  did you mean walk?\n'],
    [
      ['verify', '--require', 'exactly'],
      'error: --require: "exactly" is no delivery semantics\n  did you mean exactly-once?\n',
    ],
    [
      ['replay', 'a', 'b'],
      'error: replay: there are too many arguments\n  `kafka-trial replay --help` says what it takes\n',
    ],
    [['campaign', 'paln'], 'error: paln: there is no such command\n  did you mean plan?\n'],
    [
      ['campaign', 'plan', '--zzzzzz'],
      'error: --zzzzzz: campaign plan has no such option\n  `kafka-trial campaign plan --help` lists its options\n',
    ],
    [['verify', ''], 'error: verify: the name that is given is empty ("")\n'],
    [['campaign', 'plan', ''], '  `kafka-trial campaign plan --help` says what it takes\n'],
    [['hazards', 'A13'], 'error: A13: there is no such hazard\n'],
    [['hazards', '--json', '--markdown'], 'error: --markdown: it is given together with --json\n'],
    [['hazards', '--scope', 'tiny'], 'error: --scope: hazards has no such option\n'],
    [['explore'], 'error: explore: there is nothing to explore\n  name a setup file, or one of: alo, replication\n'],
    [['explore', 'a.yaml', '--records', '5'], 'error: --records: a.yaml has no such constant\n'],
    [['explore', 'alo', '--method', 'walk'], 'error: --method: explore does not search by walk\n'],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await kafkaTrial(argv);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each([
    [['help', 'verfy'], 'error: verfy: there is no such command\n  did you mean verify?\n'],
    [['help', 'campaign', 'paln'], 'error: paln: there is no such command\n  did you mean plan?\n'],
    [['campaign', 'help', 'paln'], 'error: paln: there is no such command\n  did you mean plan?\n'],
  ])('help on what is no command: %j', async (argv, message) => {
    const { code, stderr } = await kafkaTrial(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('no command at all', async () => {
    const { code, stderr } = await kafkaTrial([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: kafka-trial [options] [command]');
  });

  test('every problem of a setup is told', async () => {
    const io = fakeIo();
    const code = await run(['verify', 'a.yaml'], io, fakeJudging(), () => {
      throw new SetupError([
        { place: { file: 'a.yaml', line: 3 }, reason: '"ack" is no key of producer', wayOut: 'did you mean acks?' },
        { place: { file: 'a.yaml' }, reason: 'min.insync.replicas is above replication.factor', wayOut: 'lower it' },
      ]);
    });
    expect([code, io.stdout]).toEqual([2, '']);
    expect(io.stderr).toBe(
      'error: a.yaml:3: "ack" is no key of producer\n  did you mean acks?\n' +
        'error: a.yaml: min.insync.replicas is above replication.factor\n  lower it\n',
    );
  });
});

test('setups are read from files, unless a test reads them', async () => {
  const io = fakeIo();
  expect(await run(['verify', 'cli/gone.yaml'], io, fakeJudging())).toBe(2);
  expect(io.stderr).toContain('error: cli/gone.yaml: it cannot be read: there is no such file\n');
});

describe('an error of our own', () => {
  const judging = fakeJudging({
    verify: async () => {
      throw new TypeError('undefined is not a function');
    },
  });

  test('is not taken for a verdict, and asks to be reported', async () => {
    const { code, stderr } = await kafkaTrial(['verify', 'a.yaml'], { judging });
    expect(code).toBe(70);
    expect(stderr).toBe(
      'kafka-trial failed, and that is a fault of its own: TypeError: undefined is not a function\n' +
        '  please report it, with the command line and with what KAFKA_TRIAL_DEBUG=1 adds to this message\n',
    );
  });

  test('shows its stack to whoever wants it', async () => {
    const io = fakeIo({ env: { KAFKA_TRIAL_DEBUG: '1' } });
    expect((await kafkaTrial(['verify', 'a.yaml'], { judging, io })).stderr).toContain('program.test.ts');
  });
});

test.each([
  ['explore', ['--seed', '--runs', '--method', '--require']],
  ['hazards', ['--method', '--require', '--scope', '--memory']],
  ['replay', ['--method', '--require']],
  ['report', ['--producer.config', '--scope', '--method']],
])('the help of %s lists no option that has no effect there', async (command, options) => {
  const { stdout } = await kafkaTrial([command, '--help']);
  expect(stdout).toContain('--out <dir>');
  expect(options.filter((each) => stdout.includes(`${each} `))).toEqual([]);
});

test('help and version are no errors', async () => {
  const help = await kafkaTrial(['verify', '--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('--producer.config <file>');
  expect(help.stdout).toContain('(default: kafka-trial)');
  expect(await kafkaTrial(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
  expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(VERSION);
});
