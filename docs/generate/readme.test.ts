import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeIo, kafkaTrial } from '../../cli/testing/fake.ts';
import { loadSetup } from '../../cli/setup-file.ts';
import { judgingOn } from '../../judging/judging.ts';
import type { VerifyOptions } from '../../judging/verify.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

it('the README lists the commands that there are', async () => {
  const { stdout } = await kafkaTrial(['--help']);
  const known = [...stdout.matchAll(/^ {2}(\w+)(?: \S+)* {2,}\S/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
  const rows = readme.slice(readme.indexOf('| command | does |')).split('\n').slice(2);
  const names = rows.slice(0, rows.indexOf('')).map((row) => row.split(' | ', 1)[0]);
  const listed = names.flatMap((cell) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
  expect(known).toContain('verify');
  expect([...new Set(listed)].sort()).toEqual(known.sort());
});

/** What a command prints, judged for real. */
async function printed(words: readonly string[], options: VerifyOptions = {}): Promise<string> {
  const io = fakeIo({ cwd: root });
  const judging = judgingOn(io);
  const { stdout } = await kafkaTrial(words, {
    io,
    judging: { ...judging, verify: (setup, asked) => judging.verify(setup, { ...asked, ...options }) },
    load: (sources) => loadSetup(sources, io),
  });
  return stdout;
}

const verdictIn = (stdout: string): string => stdout.slice(0, stdout.indexOf('\n\n  reached in the search'));

it('the README shows the verdict on Kafka’s own files as it is printed, but for remedies, which are searched for longer', async () => {
  const [words] = /(?<=\nnpx kafka-trial )verify --producer\.config .*/.exec(readme) ?? [''];
  const verdict = verdictIn(await printed(words.split(' '), { remedies: false }));
  expect(readme.replaceAll(/^ {2}remedy .*\n/gm, '')).toContain(`\n${verdict}\n\`\`\`\n`);
}, 60_000);

it('the README shows the verdict and the story as they are printed', async () => {
  const stdout = await printed(['verify', 'docs/setups/acks-1.yaml']);
  const told = stdout.indexOf('\nno-loss is violated in 13 steps') + 1;
  const story = stdout.slice(told, stdout.indexOf('\n', stdout.indexOf('  Replay ', told)));
  expect(readme).toContain(`\n${verdictIn(stdout)}\n\`\`\`\n`);
  expect(readme).toContain(`\n${story}\n\`\`\`\n`);
});
