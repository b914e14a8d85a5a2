import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readResult, RESULT_FORMAT, resultText } from '../../campaign/jobs/job-result.ts';
import { SCHEMAS } from '../../docs/generate/files.ts';
import { problemsOf } from '../../docs/generate/testing/schema-problems.ts';
import { judgingOn } from '../../judging/judging.ts';
import { fakeIo, type FakeIo, kafkaTrial } from '../testing/fake.ts';
import { setupFolder } from '../testing/setup-folder.ts';
import { loadSetup } from '../setup-file.ts';

const folder = setupFolder();
afterAll(() => folder.remove());

folder.fileOf(
  'orders.yaml',
  `kafka: "4.1"
cluster: { brokers: 1 }
consumer: { enable.auto.commit: false, auto.offset.reset: earliest }
faults: { consumer.crash: 1 }
scope: { records: 1, members: 1 }
`,
);
folder.fileOf(
  'campaign.yaml',
  `setups: ["ord*.yaml"]
sweep: { commit: [after-processing, before-processing], linger.ms: [0, 5] }
runs: 40
job: 10
`,
);

const told = async (...words: readonly string[]): Promise<FakeIo & { readonly code: number }> => {
  const io = fakeIo({ cwd: folder.path });
  const { code } = await kafkaTrial(words, { io, judging: judgingOn(io), load: (sources) => loadSetup(sources, io) });
  return Object.assign(io, { code });
};

const campaign = (...words: readonly string[]) => told('campaign', ...words);

const work = (out: string, ...words: readonly string[]) => campaign('work', 'campaign.yaml', '--out', out, ...words);
const json = async (...folders: readonly string[]): Promise<string> =>
  (await campaign('merge', ...folders, '--json')).stdout;
const copied = (name: string): void => cpSync(join(folder.path, 'all'), join(folder.path, name), { recursive: true });
const resultsIn = (name: string): string[] =>
  readdirSync(join(folder.path, name)).filter((file) => /^[0-9a-f]{64}\.json$/.test(file));
const planIn = (name: string): string =>
  readdirSync(join(folder.path, name)).find((file) => file.startsWith('plan-')) ?? '';

describe('a campaign', () => {
  let whole = '';

  beforeAll(async () => {
    await work('all');
    whole = await json('all');
  });

  it('is planned: a line a job', async () => {
    const { stdout, code } = await campaign('plan', 'campaign.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'orders.yaml, commit before-processing, linger.ms 0: random runs 10 to 19 of seed kafka-trial\n',
    );
    // linger.ms is no part of a resolved setup: its two values have the same jobs.
    expect(stdout).toContain('10 jobs on 4 setups\n');
  });

  it('finds setups whose path begins at the root, named or by a pattern', async () => {
    const setups = [join(folder.path, 'orders.yaml'), join(folder.path, 'orders.ya?l')];
    writeFileSync(join(folder.path, 'rooted.yaml'), JSON.stringify({ setups, methods: ['walk'], runs: 10, job: 10 }));
    const { stdout, code } = await campaign('plan', 'rooted.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('1 job on 1 setup\n');
  });

  it('tells what each key decides', async () => {
    const { stdout, code } = await campaign('merge', 'all');
    expect(code).toBe(0);
    expect(stdout).toContain('commit decides no-loss and no-duplicates\n');
    expect(stdout).toContain('linger.ms decides nothing\n');
    expect(stdout).toContain('10 of 10 jobs done, none is missing\n');
  });

  it('in eight shards comes to the bytes of one machine, merged at once or in groups', async () => {
    const shards = Array.from({ length: 8 }, (_, index) => `shard-${index + 1}`);
    for (const [index, shard] of shards.entries()) await work(shard, '--shard', `${index + 1}/8`);
    expect(await json(...shards)).toBe(whole);
    await campaign('merge', ...shards.slice(0, 3), '--out', 'one');
    await campaign('merge', ...shards.slice(2).toReversed(), 'all', '--out', 'other');
    expect(await json('other', 'one')).toBe(whole);
    expect(readFileSync(join(folder.path, 'other', 'campaign.json'), 'utf8')).toBe(whole);
    expect(readFileSync(join(folder.path, 'other', 'report.html'), 'utf8')).toContain(
      '<h2>linger.ms decides nothing</h2>',
    );
    expect(readFileSync(join(folder.path, 'other', 'report.md'), 'utf8')).toContain('## linger.ms decides nothing\n');
  });

  it('merged is read by report and by replay, fits its schema, and says where its remedies are to be had', async () => {
    const text = readFileSync(join(folder.path, 'other', 'campaign.json'), 'utf8');
    expect(problemsOf(SCHEMAS['schemas/campaign.schema.json'], JSON.parse(text))).toEqual([]);
    const reported = await told('report', 'other/campaign.json', '--out', 'reported');
    expect([reported.code, reported.stderr]).toEqual([0, '']);
    for (const name of ['report.md', 'report.html', 'junit.xml', 'results.sarif']) {
      const report = readFileSync(join(folder.path, 'reported', name), 'utf8');
      expect(report).toContain('no-loss');
    }
    const replayed = await told('replay', 'other/campaign.json', '--guarantee', 'no-loss', '--quiet');
    expect([replayed.code, replayed.stderr]).toEqual([0, '']);
    expect(replayed.stdout).toMatch(/^no-loss: violated in \d+ steps: /);
    expect(text).toContain('a campaign looks for no remedies: `kafka-trial verify` does, on the setup alone');
  });

  it('goes on where it was', async () => {
    cpSync(join(folder.path, 'shard-1'), join(folder.path, 'some'), { recursive: true });
    const { stdout } = await work('some');
    expect(stdout).toBe('8 jobs done, 2 were there before: some\n');
    expect(await json('some')).toBe(whole);
  });

  it('names what is missing, cut off or foreign, and does not pass for whole', async () => {
    copied('torn');
    const [first] = resultsIn('torn');
    truncateSync(join(folder.path, 'torn', first), 200);
    writeFileSync(join(folder.path, 'torn', 'notes.json'), '{ "format": "something else" }');
    writeFileSync(join(folder.path, 'torn', 'forged.json'), resultText({ format: RESULT_FORMAT, version: 1, key: 7 }));
    mkdirSync(join(folder.path, 'torn', 'folder.json'));
    const { stdout, stderr, code } = await campaign('merge', 'torn');
    expect(code).toBe(1);
    expect(stderr).toContain(`torn/${first}: it was cut off or changed after it was written\n`);
    expect(stderr).toContain('torn/notes.json: it is no result of a campaign\n');
    expect(stderr).toContain('torn/forged.json: another program has written it: tool is missing: expected a text\n');
    expect(stderr).toContain('torn/folder.json: it cannot be read: ');
    expect(stdout).toContain('9 of 10 jobs done, 1 missing\n');
    expect(stdout).toContain(`missing: ${first.slice(0, 12)}  `);
    // Whose name is there has been done: how far it is asks for no content.
    expect(await campaign('status', 'torn')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^10 of 10 jobs done/),
    });
  });

  it.skipIf(!existsSync('/dev/full'))('loses one job to a full disk, and makes it up the next time', async () => {
    copied('full');
    const [first, second, third] = resultsIn('full');
    for (const name of [first, second, third]) rmSync(join(folder.path, 'full', name));
    // The name that a result is written under before it is whole leads to a device on which there is no room.
    symlinkSync('/dev/full', join(folder.path, 'full', `.${second}.${process.pid}.tmp`));
    const { stdout, stderr, code } = await work('full');
    expect([code, stdout]).toEqual([1, '2 jobs done, 7 were there before: full\n']);
    expect(stderr).toMatch(/^not done: .*: the disk is full\n$/);
    expect(stderr).toContain(`(${second.slice(0, 12)})`);
    expect(readdirSync(join(folder.path, 'full')).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await work('full')).toMatchObject({ code: 0, stdout: '1 job done, 9 were there before: full\n' });
    expect(await json('full')).toBe(whole);
  });

  it.skipIf(!existsSync('/dev/full'))('does not begin where there is no room for its plan', async () => {
    const plan = planIn('all');
    mkdirSync(join(folder.path, 'no-room'));
    symlinkSync('/dev/full', join(folder.path, 'no-room', `.${plan}.${process.pid}.tmp`));
    const { stderr, code } = await work('no-room');
    expect(code).toBe(2);
    expect(stderr).toContain('error: no-room: nothing can be written there: the disk is full\n');
    expect(resultsIn('no-room')).toEqual([]);
  });

  it('writes its plan anew where it was cut off', async () => {
    copied('cut');
    truncateSync(join(folder.path, 'cut', planIn('cut')), 100);
    expect((await campaign('merge', 'cut')).code).toBe(2);
    await work('cut');
    expect(await json('cut')).toBe(whole);
  });

  it('keeps both of two results that differ, and says that this is a fault of its own', async () => {
    copied('twice');
    const [name] = resultsIn('twice');
    const file = join(folder.path, 'twice', name);
    const read = readResult(readFileSync(file, 'utf8'));
    if (typeof read === 'string') throw new Error(read);
    writeFileSync(file.replace('.json', '.other.json'), resultText({ ...read.result, kafka: '0.7' }));
    const { stderr, stdout, code } = await campaign('merge', 'twice');
    expect(code).toBe(70);
    expect(stderr).toContain('a job came to two different results');
    expect(stdout).toContain(`results that differ: ${name.slice(0, 12)}`);
  });

  it('keeps each counterexample in a corpus once, and tries it the next time', async () => {
    const first = await campaign('merge', 'all', '--corpus', 'corpus');
    const [, added] = /corpus: (\d+) new in corpus\n/.exec(first.stderr) ?? [];
    // With linger.ms 0 and 5 the setups are the same: each story is there once.
    expect(readdirSync(join(folder.path, 'corpus'))).toHaveLength(Number(added));
    const again = await campaign('merge', 'all', '--corpus', 'corpus');
    expect(again.stderr).toContain('corpus: 0 new in corpus\n');
    expect(again.stderr).toMatch(/commit before-processing, linger.ms 0: corpus: (\d+) of \1 still fail\n/);
    expect(again.stderr).not.toMatch(/fixed|stale/);
  });

  it('is a gate', async () => {
    expect(await campaign('merge', 'all', '--require', 'none')).toMatchObject({ code: 0 });
    const { code, stdout } = await campaign('merge', 'all', '--require', 'at-least-once');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'commit before-processing, linger.ms 0: at-least-once is required, and no-loss is violated\n',
    );
    expect(await campaign('merge', 'shard-1', '--require', 'none')).toMatchObject({ code: 1 });
  });

  it.each([
    [['work', 'nothing.yaml'], 'nothing.yaml: it cannot be read: there is no such file'],
    [['work', 'campaign.yaml', '--shard', '9/8'], '--shard: "9/8" is no share'],
    [['merge', 'nowhere'], 'nowhere: there is no such folder'],
    [['merge', 'campaign.yaml'], 'campaign.yaml: it is no folder'],
    [['merge', '.'], '.: there is no campaign of this version'],
  ])('is refused in words: %j', async (words, told) => {
    const { code, stderr } = await campaign(...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`error: ${told}`)]);
  });
});
