import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { planOf } from '../../cli/campaign/campaign-file.ts';
import { loadSetup } from '../../cli/setup-file.ts';
import { fakeIo, kafkaTrial } from '../../cli/testing/fake.ts';

/** The commands in the files for GitHub Actions and Kubernetes are run as these run them, with a campaign that is small. */

const NPX = ['npx', 'kafka-trial'];
/** Neither a shell nor npm in between, which would not hand a SIGTERM on. */
const EXEC = ['exec', 'node_modules/.bin/kafka-trial'];

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-examples-'));

beforeAll(() => {
  writeFileSync(
    join(folder, 'setup.yaml'),
    'cluster: { brokers: 1 }\nconsumer: { auto.offset.reset: earliest }\nfaults:\nscope: { records: 1, members: 1 }\n',
  );
  writeFileSync(join(folder, 'campaign.yaml'), 'setups: setup.yaml\nmethods: [walk]\nruns: 16\njob: 1\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The words of a command as a shell reads them, with what it knows by name; without those that start the program. */
function wordsOf(
  command: string,
  starts: readonly string[],
  env: Readonly<Record<string, string>> = {},
): readonly string[] {
  const text = execFileSync('sh', ['-c', `for word in ${command}; do printf '%s\\n' "$word"; done`], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  const words = text.trimEnd().split('\n');
  expect(words.slice(0, starts.length)).toEqual(starts);
  return words.slice(starts.length);
}

async function ran(words: readonly string[]) {
  const io = fakeIo({ cwd: folder });
  return kafkaTrial(words, { io, load: (sources) => loadSetup(sources, io) });
}

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
        readonly steps: readonly { readonly run?: string }[];
      }
    >
  >;
}

const commandIn = ({ steps }: Workflow['jobs'][string]): string =>
  steps.flatMap(({ run }) => run ?? []).find((run) => run.includes('kafka-trial')) ?? '';

describe('the examples of campaigns', () => {
  test('can be planned as they are', () => {
    const io = fakeIo({ cwd: here });
    const { jobs, subjects, refused } = planOf('campaign.yaml', { io, load: (sources) => loadSetup(sources, io) });
    expect(subjects.length).toBeGreaterThan(12);
    expect(jobs.length).toBeGreaterThan(40);
    expect(refused.map(({ why }) => why).join()).not.toContain('no such file');
  });

  test('work in GitHub Actions: shards in a matrix, then a merge', async () => {
    const { jobs } = parse(readFileSync(join(here, 'github-workflow.yml'), 'utf8')) as Workflow;
    const { shard: shards = [] } = jobs.work.strategy?.matrix ?? {};
    expect(shards).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // As the artefacts of all shards are downloaded: a folder for each.
    mkdirSync(join(folder, 'downloaded'));
    for (const shard of shards) {
      const command = commandIn(jobs.work).replace('${{ matrix.shard }}', String(shard));
      expect(await ran(wordsOf(command, NPX))).toMatchObject({ code: 0, stderr: '' });
      renameSync(join(folder, 'results'), join(folder, 'downloaded', `results-${shard}`));
    }
    renameSync(join(folder, 'downloaded'), join(folder, 'results'));
    const { code, stdout } = await ran(wordsOf(commandIn(jobs.merge), NPX));
    expect(stdout).toContain('16 of 16 jobs done, none is missing');
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'report'))).toEqual(
      expect.arrayContaining(['campaign.json', 'report.html', 'results.sarif']),
    );
  });

  test('work in Kubernetes: an indexed Job, then a merge', async () => {
    const text = readFileSync(join(here, 'kubernetes-job.yaml'), 'utf8').replaceAll('/results/', `${folder}/volume/`);
    const [work, merge] = parseAllDocuments(text).map((document) => document.toJS() as KubernetesJob);
    expect(work.spec).toMatchObject({ completionMode: 'Indexed', completions: 8 });
    for (let index = 0; index < 8; index += 1) {
      const words = wordsOf(argsOf(work), EXEC, { JOB_COMPLETION_INDEX: String(index) });
      expect(await ran(words)).toMatchObject({ code: 0, stderr: '' });
    }
    const { code, stdout } = await ran(wordsOf(argsOf(merge), EXEC));
    expect(stdout).toContain('16 of 16 jobs done, none is missing');
    expect(code).toBe(0);
  });
});

interface KubernetesJob {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly args: readonly string[] }[] } };
  };
}

const argsOf = ({ spec }: KubernetesJob): string => spec.template.spec.containers[0].args[0];
