import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchOptions } from './options.ts';

let folder = '';
let jar = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-options-'));
  jar = join(folder, 'tla2tools.jar');
  writeFileSync(jar, '');
  writeFileSync(join(folder, 'Kip320.tla'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The refusal of a command line. */
function refused(...args: string[]): unknown {
  try {
    return benchOptions(args);
  } catch (error) {
    return error;
  }
}

describe('the command line of the bench', () => {
  it('runs every part but the documentation’s unless some are named', () => {
    expect(benchOptions([]).parts).toEqual(['random', 'exhaustive', 'counterexamples']);
    expect(benchOptions(['exhaustive']).parts).toEqual(['exhaustive']);
  });

  it('takes a jar with and without the published modules', () => {
    expect(benchOptions(['--tlc', jar])).toMatchObject({ tlc: jar, specs: undefined });
    expect(benchOptions(['--tlc', jar, '--specs', folder])).toMatchObject({ tlc: jar, specs: folder });
  });

  it('searches everyday setups by one thread to their end, unless told otherwise', () => {
    expect(benchOptions(['everyday']).everyday).toEqual({ workers: 1, within: Infinity });
    const { everyday } = benchOptions(['everyday', '--workers', '2', '--within', '60']);
    expect(everyday).toEqual({ workers: 2, within: 60 });
  });

  it.each([
    ['a part that there is not', () => ['speed'], /command line/, /there is no part "speed"/],
    ['an option that there is not', () => ['--jar', 'x'], /command line/, /--jar/],
    ['a jar that is not there', () => ['--tlc', 'no.jar'], /--tlc no\.jar/, /no such file/],
    ['a folder for a jar', () => ['--tlc', folder], /--tlc/, /no such file/],
    ['TLC where nothing is searched', () => ['random', '--tlc', jar], /--tlc/, /only the part "exhaustive"/],
    ['a queue that nothing is put in', () => ['random', '--queue', 'redis://h'], /--queue/, /only the part "campaign"/],
    [
      'threads where no everyday setup is searched',
      () => ['code', '--workers', '2'],
      /--workers/,
      /only the part "everyday"/,
    ],
    ['no time at all', () => ['everyday', '--within', '0'], /--within 0/, /whole number from 1 on/],
    ['modules without TLC', () => ['--specs', folder], /--specs/, /only TLC/],
    ['a folder without the modules', () => ['--tlc', jar, '--specs', tmpdir()], /--specs/, /no Kip320\.tla/],
  ])('refuses %s with place, reason and way out', (_, args, place, reason) => {
    expect(refused(...args())).toMatchObject({
      name: 'InputError',
      problems: [
        {
          place: { file: expect.stringMatching(place) },
          reason: expect.stringMatching(reason),
          wayOut: expect.stringMatching(/\S/),
        },
      ],
    });
  });
});
