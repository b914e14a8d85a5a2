import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { judgingOn } from '../judging/judging.ts';
import type { OpenedTrial } from '../stage/opened-trial.ts';
import { openedToy } from '../stage/testing/opened-toy.ts';
import type { Toy } from '../stage/testing/toy.ts';
import { run } from './program.ts';
import { fakeIo } from './testing/fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

let closed = 0;
beforeEach(() => {
  closed = 0;
});

const opened = (toy: Toy, more: Partial<OpenedTrial>): OpenedTrial =>
  openedToy(toy, {
    sources: new Map([['toy.ts', ['one', 'two']]]),
    close: () => {
      closed += 1;
      return Promise.resolve();
    },
    ...more,
  });

/** The command line on a program whose runs are a toy's. */
async function code(words: string, toy: Toy, more: Partial<OpenedTrial> = {}) {
  const io = fakeIo({ cwd: folder });
  const argv = ['code', 'toy.trial.ts', ...words.split(' ').filter((word) => word !== '')];
  const exit = await run(argv, io, judgingOn(io), undefined, undefined, () => Promise.resolve(opened(toy, more)));
  return { exit, out: io.stdout, err: io.stderr };
}

const right: Toy = { order: 'work first' };
const wrong: Toy = { order: 'commit first' };

/** The command line on several programs, by the names of their files. */
async function codeOf(toys: Readonly<Record<string, Toy>>, words: string) {
  const io = fakeIo({ cwd: folder });
  const openTrial = (file: string) => Promise.resolve(opened(toys[file], { name: file }));
  const argv = ['code', ...Object.keys(toys), ...words.split(' ')];
  return { exit: await run(argv, io, judgingOn(io), undefined, undefined, openTrial), out: io.stdout, err: io.stderr };
}

describe('kafka-trial code', () => {
  it('prints the verdict, the crash map and the story, and ends its threads', async () => {
    const { exit, out } = await code('', wrong);
    expect(exit).toBe(0);
    expect(out).toContain('toy.trial.ts: no semantics; found: loss, duplicate');
    expect(out).toContain('toy.ts:1  ok     ok');
    expect(out).toContain('insert 0, consumer.crash');
    expect(closed).toBe(1);
  });

  it('exits with 1 when what is required is not so, by the command line or by the trial', async () => {
    expect((await code('--quiet --require at-least-once,proved', right)).exit).toBe(0);
    expect((await code('--quiet --require at-least-once', wrong)).exit).toBe(1);
    expect((await code('--quiet', right, { require: 'exactly-once' })).exit).toBe(1);
    expect((await code('--quiet --require at-least-once', right, { require: 'exactly-once' })).exit).toBe(0);
  });

  it('exits with 3 where what is forbidden was seen in one run and not again, and does not say that it is met', async () => {
    const seen = new Set<string>();
    const runsOf = ({ order }: Toy) => openedToy({ order }).runners[0];
    const { exit, out } = await code('--require at-most-once', right, {
      isExact: false,
      runners: [
        (job) => {
          const name = JSON.stringify(job.deviations);
          const isAgain = seen.has(name);
          seen.add(name);
          // Where nothing goes wrong it does the same each time.
          return runsOf(isAgain && job.deviations.length > 0 ? wrong : right)(job);
        },
      ],
    });
    expect(out).toContain(
      'required: at-most-once, and nothing can be said: duplicate was seen in one run and not again',
    );
    expect(exit).toBe(3);
  });

  it('says in one JSON document how far it went', async () => {
    const { out } = await code('--json --runs 0', right);
    expect(JSON.parse(out)).toMatchObject({
      format: 'kafka-trial/code',
      semantics: 'at-least-once',
      search: [
        { part: 'no fault', runs: 1, of: 1 },
        { part: 'one fault', runs: 6, of: 6 },
      ],
    });
  });

  it('writes reports and findings; what lies beside the trial file is tried first', async () => {
    await code('--quiet --runs 0 --out reports', right);
    expect(readdirSync(join(folder, 'reports')).sort()).toEqual([
      'code.json',
      'report.html',
      'results.sarif',
      'toy.trial.json',
    ]);
    writeFileSync(join(folder, 'toy.trial.json'), readFileSync(join(folder, 'reports', 'toy.trial.json')));
    const { out } = await code('--json --runs 0', right);
    expect(JSON.parse(out)).toMatchObject({ search: [{}, { part: 'remembered', runs: 1, of: 1 }, {}] });
    rmSync(join(folder, 'toy.trial.json'));
  });

  it.each([
    ['{', 'it is no JSON'],
    ['{}', 'it does not say "format": "kafka-trial/code-findings"'],
    ['{"format":"kafka-trial/code-findings","findings":[{"seed":1}]}', 'what it holds are no findings'],
  ])('refuses findings that are none: %s', async (text, reason) => {
    writeFileSync(join(folder, 'toy.trial.json'), text);
    const { exit, err } = await code('', right);
    expect(exit).toBe(2);
    expect(err).toContain(`error: toy.trial.json: ${reason}`);
    rmSync(join(folder, 'toy.trial.json'));
  });

  it('refuses a program that shows nothing, and a trial that requires what is no semantics', async () => {
    const nothing = await code('', { ...right, lives: 0 });
    expect(nothing.exit).toBe(2);
    expect(nothing.err).toContain('let a toy do something');
    const misspelt = await code('', right, { require: 'atleast-once' });
    expect(misspelt.err).toContain('toy.trial.ts: require: "atleast-once" is no delivery semantics');
    expect(misspelt.exit).toBe(2);
    expect(closed).toBe(2);
  });

  it('tries several programs, one after the other, and exits as the worst of them', async () => {
    const toys = { 'one.trial.ts': right, 'two.trial.ts': wrong };
    const { exit, out } = await codeOf(toys, '--quiet --runs 0 --require at-least-once');
    expect(out.split('\n').map((line) => line.split(':')[0])).toEqual(['one.trial.ts', 'two.trial.ts', '']);
    expect(exit).toBe(1);
    expect(JSON.parse((await codeOf(toys, '--json --runs 0')).out)).toMatchObject([
      { name: 'one.trial.ts' },
      { name: 'two.trial.ts' },
    ]);
    expect(closed).toBe(4);
  });

  it('writes a page, a document and findings for each of several programs, and SARIF for all', async () => {
    await codeOf({ 'a/toy.trial.ts': right, 'b/toy.trial.ts': wrong }, '--quiet --runs 0 --out several');
    const written = readdirSync(join(folder, 'several')).sort();
    const ofEach = ['toy-2.code.json', 'toy-2.html', 'toy-2.trial.json', 'toy.code.json', 'toy.html', 'toy.trial.json'];
    expect(written).toEqual(['results.sarif', ...ofEach]);
    const { results } = JSON.parse(readFileSync(join(folder, 'several', 'results.sarif'), 'utf8')).runs[0];
    expect(results.length).toBeGreaterThan(0);
  });

  it('a program that is refused keeps none of the others from its verdict', async () => {
    const { exit, out, err } = await codeOf(
      { 'none.trial.ts': { ...right, lives: 0 }, 'one.trial.ts': right },
      '--quiet',
    );
    expect(exit).toBe(2);
    expect(err).toContain('let a toy do something');
    expect(out).toMatch(/^one\.trial\.ts: at-least-once/);
  });
});
