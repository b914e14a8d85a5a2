import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOfTree } from '../testing/house/tree.ts';

/** Whatever a page points to is there: files that it links, headings in them, files that it names in backticks. */

const root = join(import.meta.dirname, '..');
const files = filesOfTree(root);
const pages = files.filter((path) => path.endsWith('.md'));

/** Names of files that are not here: published by others, written by a command, or to be made by whoever follows a recipe. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'CONTRIBUTING.md': [
    'model/faults/offsets-reset.test.ts',
    'model/faults/offsets-reset.ts',
    'narrator/summaries/commits-within-log.ts',
    'properties/guarantees/commits-within-log.test.ts',
    'properties/guarantees/commits-within-log.ts',
  ],
  'docs/architecture.md': ['KafkaReplication.tla'],
  'docs/bench.md': ['Kip320.tla'],
  'docs/reproducing.md': ['verdict.json'],
};

/** The text without blocks of code, in which output and examples stand. */
const proseOf = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');

const linksOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to).filter((to) => !/^[a-z]+:/.test(to));

/** What is named in backticks and looks like a file or folder of this repository: with a slash, or with an extension of code. */
const pathsOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/`([\w@.][\w./@-]*)`/g)]
    .map(([, path]) => path)
    .filter((path) => /^[\w.-]+(?:\/[\w.-]+)*(?:\.(?:ts|md|json|yaml|tla|pml|txt)|\/)$/.test(path));

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (page: string): string[] =>
  [...proseOf(readFileSync(join(root, page), 'utf8')).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

function leadsNowhere(page: string, to: string): boolean {
  const [path, anchor] = to.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
}

const names = new Set(files.map((path) => path.split('/').at(-1)));

/** A name without a folder may be that of any file: pages speak of files beside one that they have named in full. */
const isMissing = (page: string, path: string): boolean =>
  path.includes('/') ? !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path)) : !names.has(path);

/** Sources that a page names in passing, without backticks and with as much of their place as it takes. */
const sourcesOf = (text: string): string[] =>
  [...proseOf(text).matchAll(/(?<![\w./-])[\w-]+(?:\/[\w-]+)*\.ts\b/g)].map(([name]) => name);

const isNowhere = (name: string): boolean => !files.some((path) => path === name || path.endsWith(`/${name}`));

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('links to what is there', () => {
    expect(linksOf(text).filter((to) => leadsNowhere(page, to))).toEqual([]);
  });

  it('names files that are there', () => {
    const known = elsewhere[page] ?? [];
    expect([...new Set(pathsOf(text))].filter((path) => isMissing(page, path) && !known.includes(path))).toEqual([]);
    expect(sourcesOf(text).filter((name) => isNowhere(name) && !known.includes(name))).toEqual([]);
  });
});

it('this test sees links and names, and that they lead nowhere', () => {
  const text = 'See [it](no-such.md#x), `model/no-such.ts`, `cluster.ts`.\n```\n[not](this.md)\n```\n';
  expect(linksOf(text)).toEqual(['no-such.md#x']);
  expect(pathsOf(text)).toEqual(['model/no-such.ts', 'cluster.ts']);
  expect([leadsNowhere('README.md', 'no-such.md'), leadsNowhere('README.md', 'docs/model.md')]).toEqual([true, false]);
  expect(leadsNowhere('README.md', 'docs/model.md#no-such-heading')).toBe(true);
  expect([isMissing('README.md', 'model/no-such.ts'), isMissing('README.md', 'model/cluster.ts')]).toEqual([
    true,
    false,
  ]);
  expect(sourcesOf('a switch in consumer/no-such.ts')).toEqual(['consumer/no-such.ts']);
  expect([isNowhere('consumer/no-such.ts'), isNowhere('consumer/poll.ts')]).toEqual([true, false]);
  expect(pages.length).toBeGreaterThan(15);
});

it('the glossary is in alphabetical order, and has each term once', () => {
  const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
  const terms = [...glossary.matchAll(/^\| ([^|]+?) \|/gm)]
    .map(([, term]) => term.toLowerCase().replace('τ', 'tau'))
    .slice(2);
  expect(terms.length).toBeGreaterThan(80);
  expect(terms).toEqual([...new Set(terms)].sort());
});
