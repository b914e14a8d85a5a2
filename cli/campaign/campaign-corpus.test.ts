import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDocument } from '../../reports/documents/campaign.ts';
import { type FakeIo, fakeIo, kafkaTrial } from '../testing/fake.ts';
import { setupFolder } from '../testing/setup-folder.ts';
import { loadSetup } from '../setup-file.ts';

const folder = setupFolder();
afterAll(() => folder.remove());

const told = async (...words: readonly string[]): Promise<FakeIo & { readonly code: number }> => {
  const io = fakeIo({ cwd: folder.path });
  const { code } = await kafkaTrial(words, { io, load: (sources) => loadSetup(sources, io) });
  return Object.assign(io, { code });
};

const setup = (application: string): void =>
  void folder.fileOf(
    'orders.yaml',
    `kafka: "4.1"
cluster: { brokers: 1 }
consumer: { enable.auto.commit: false, auto.offset.reset: earliest }
application: { ${application} }
faults: { consumer.crash: 1 }
scope: { records: 1, members: 1 }
`,
  );

/** The corpus is tried before anything is searched. */
const firstJob = async (): Promise<string> => (await told('campaign', 'plan', 'again.yaml')).stdout.split('\n')[0];

describe('the corpus of a setup', () => {
  beforeAll(async () => {
    setup('commit: before-processing');
    folder.fileOf('campaign.yaml', 'setups: orders.yaml\nmethods: walk\nruns: 40\n');
    folder.fileOf('again.yaml', 'setups: orders.yaml\nmethods: walk\nruns: 40\ncorpus: corpus\n');
    await told('campaign', 'work', 'campaign.yaml', '--out', 'first');
    await told('campaign', 'merge', 'first', '--corpus', 'corpus');
  });

  it('is tried first by a campaign, as a job whose key is of its entries', async () => {
    const entries = readdirSync(join(folder.path, 'corpus'));
    expect(entries).toEqual([expect.stringMatching(/^no-loss-[0-9a-f]{12}\.json$/)]);
    const before = await firstJob();
    expect(before).toMatch(/^[0-9a-f]{12} {2}orders\.yaml: the 1 of the corpus$/);
    await told('campaign', 'work', 'again.yaml', '--out', 'again');
    const { stdout, code } = await told('campaign', 'merge', 'again');
    expect(code).toBe(0);
    expect(stdout).toContain('orders.yaml: corpus: 1 of 1 still fail\n');
    expect(stdout).toContain('2 of 2 jobs done, none is missing\n');
    // Another process and another folder come to the same bytes.
    await told('campaign', 'work', 'again.yaml', '--out', 'other', '--shard', '2/2');
    await told('campaign', 'work', 'again.yaml', '--out', 'other', '--shard', '1/2');
    const [one, other] = await Promise.all(
      ['again', 'other'].map((name) => told('campaign', 'merge', name, '--out', `${name}-merged`, '--json')),
    );
    expect(other.stdout).toBe(one.stdout);
    expect((await told('campaign', 'merge', 'again-merged', '--json')).stdout).toBe(one.stdout);
  });

  it('is told by a campaign to be stale where the setup does not go that way any more', async () => {
    setup('commit: after-processing');
    await told('campaign', 'work', 'again.yaml', '--out', 'mended');
    const { stdout } = await told('campaign', 'merge', 'mended');
    expect(stdout).toMatch(/orders\.yaml: corpus: 0 of 1 still fail\n {2}stale: no-loss-[0-9a-f]{12}\.json: no-loss: /);
    const { corpus } = JSON.parse((await told('campaign', 'merge', 'mended', '--json')).stdout) as CampaignDocument;
    expect(corpus).toEqual([
      { name: 'orders.yaml', entries: [expect.objectContaining({ guarantee: 'no-loss', outcome: 'stale' })] },
    ]);
  });

  it('is told to be fixed where the same schedule breaks nothing any more, on the terminal and in every report', async () => {
    setup('commit: after-processing');
    await told('campaign', 'work', 'campaign.yaml', '--out', 'twice');
    await told('campaign', 'merge', 'twice', '--corpus', 'duplicates');
    setup('commit: after-processing, idempotency.key: true');
    folder.fileOf('keyed.yaml', 'setups: orders.yaml\nmethods: walk\nruns: 40\ncorpus: duplicates\n');
    await told('campaign', 'work', 'keyed.yaml', '--out', 'keyed');
    const { stdout } = await told('campaign', 'merge', 'keyed', '--out', 'keyed-merged', '--quiet');
    const fixed = /fixed: no-duplicates-[0-9a-f]{12}\.json: no-duplicates: /;
    expect(stdout).toMatch(fixed);
    const reported = await told('report', 'keyed-merged/campaign.json', '--out', 'reported');
    expect([reported.stderr, reported.code]).toEqual(['', 0]);
    expect(reported.stdout).toMatch(fixed);
    for (const name of ['report.md', 'report.html']) {
      const texts = ['keyed-merged', 'reported'].map((path) => readFileSync(join(folder.path, path, name), 'utf8'));
      for (const text of texts) expect(text.replaceAll('\\', '')).toMatch(fixed);
    }
  });

  it('is tried first by verify', async () => {
    setup('commit: before-processing');
    const failing = await told('verify', 'orders.yaml', '--corpus', 'corpus', '--quiet');
    expect(failing.stderr).toBe('orders.yaml: corpus: 1 of 1 still fail\n');
    setup('commit: after-processing');
    const mended = await told('verify', 'orders.yaml', '--corpus', 'corpus', '--quiet');
    expect(mended.stderr).toMatch(
      /^orders\.yaml: corpus: 0 of 1 still fail\n {2}stale: no-loss-[0-9a-f]{12}\.json: no-loss: /,
    );
    expect((await told('verify', 'orders.yaml', '--corpus', 'nowhere', '--quiet')).stderr).toBe('');
  });

  it('that is broken is refused before anything is done', async () => {
    folder.fileOf('corpus/broken.json', '{');
    const { code, stderr } = await told('campaign', 'plan', 'again.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('broken.json');
  });
});
