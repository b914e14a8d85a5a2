import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { brokenInputText, fuzzInputs } from './fuzz-inputs.ts';
import { tryInput } from './try-input.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-inputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('random inputs', () => {
  it('are refused in words, or get a verdict', async () => {
    const { broken, codes } = await fuzzInputs({ setups: 60, first: 0, seed: 'suite' });
    expect(broken.map((each) => brokenInputText(each, { seed: 'suite' }))).toEqual([]);
    for (const code of [0, 1, 2]) expect(codes.get(code)).toBeGreaterThan(0);
  });

  it('that are neither are printed with the line that finds them again', () => {
    const input = { argv: ['verify', 'a.yaml'], files: { 'a.yaml': '\u001b' } };
    expect(brokenInputText({ number: 7, input, problems: ['exit code 70'] }, { seed: 's' })).toBe(
      [
        'input 7 is neither refused nor judged as it should be:',
        '  exit code 70',
        '',
        'kafka-trial ["verify","a.yaml"]',
        'a.yaml: "\\u001b"',
        '',
        'replay: npm run fuzz -- inputs --setups 1 --seed s:7',
        '',
      ].join('\n'),
    );
  });
});

describe('what an input comes to', () => {
  it('a verdict', async () => {
    const files = { 'a.yaml': 'scope: { records: 1, members: 1 }\n' };
    const tried = await tryInput({ argv: ['verify', 'a.yaml', '--method', 'walk', '--runs', '1'], files }, folder);
    // Whoever is slow is interrupted, which is 1.
    expect(tried.code).toBeLessThan(2);
    expect(tried.problems).toEqual([]);
  });

  it.each([
    ['an exit code of its own', 70, '', 'exit code 70: '],
    ['a stack trace', 1, 'TypeError: x\n    at run (file:///cli/main.js:1:2)\n', 'a stack trace: TypeError'],
    ['what a terminal obeys', 1, '\u001b[2J\n', 'characters that a terminal obeys'],
    ['no way out', 2, 'error: a.yaml: no\n', 'no reason and way out: error: a.yaml'],
    ['silence', 1, '', 'not so, and not a word'],
    ['a message without end', 2, `error: a: ${'b'.repeat(70_000)}\n  c\n`, 'a message of 70015 characters'],
  ])('%s is seen', async (_what, code, stderr, problem) => {
    const { problems } = await tryInput({ argv: [], files: {} }, folder, async (_argv, io) => {
      io.err(stderr);
      return code;
    });
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('an exception is seen', async () => {
    const thrown = await tryInput({ argv: [], files: {} }, folder, () => Promise.reject(new Error('out of order')));
    expect(thrown).toMatchObject({ code: 70, problems: ['it throws Error: out of order', 'exit code 70: '] });
  });
});
