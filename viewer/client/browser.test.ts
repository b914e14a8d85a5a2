import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../judging/verify.ts';
import { withReplay } from '../../reports/words/findings.ts';
import { htmlReport } from '../../reports/html/html.ts';
import type { VerdictDocument } from '../../reports/documents/verdict.ts';
import { readSetup } from '../../setups/reading/read-setup.ts';
import { bundle } from '../bundle.ts';
import { CHROMIUM, LEFT_OUT } from './testing/chromium.ts';
import { long } from './testing/long.ts';
import { poisoned } from './testing/poisoned.ts';
import { type Opened, Reader } from './testing/reader.ts';

/** The page in a real browser, opened from a file as its readers open it. */
const root = join(import.meta.dirname, '..', '..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** To start a browser and to end it, on a machine that is busy otherwise. */
const TIMEOUT_MS = 60_000;

if (CHROMIUM === undefined) process.stderr.write(`${LEFT_OUT}\n`);

describe.skipIf(CHROMIUM === undefined)('in a browser', () => {
  let reader: Reader;
  let document: VerdictDocument;
  let pageOf: (document: VerdictDocument) => string;

  beforeAll(async () => {
    const setup = { file: 'acks-1.yaml', text: readFileSync(join(root, 'docs', 'setups', 'acks-1.yaml'), 'utf8') };
    const verdict = await verify(readSetup({ setups: [setup] }), { name: 'acks-1.yaml' });
    document = withReplay(verdict, ({ guarantee }) => `npx kafka-trial replay acks-1.yaml --guarantee ${guarantee}`);
    const assets = await bundle(root);
    pageOf = (of) => htmlReport([of], assets);
    reader = await Reader.with(CHROMIUM);
  }, TIMEOUT_MS);

  afterAll(async () => reader.close(), TIMEOUT_MS);

  const open = (hash = '', options?: Parameters<Reader['open']>[2]): Promise<Opened> =>
    reader.open(pageOf(document), hash, options);
  const current = (page: Page): Promise<string> => page.locator('.row[aria-current=step] .n').innerText();
  const visible = (page: Page, selector: string): Promise<string[]> =>
    page.locator(selector).filter({ visible: true }).allInnerTexts();
  const noReturn = (): number => document.guarantees.find(({ id }) => id === 'no-loss')?.scenes?.[0].noReturn ?? 0;

  test('it opens at the point of no return, and tells record, step, reason and remedy on the first screen', async () => {
    const { page, misdeeds } = await open();
    expect(await current(page)).toBe(String(noReturn()));
    const shown = await page.evaluate(() =>
      [...window.document.querySelectorAll('.summary, .way b, .row[aria-current=step], .state .records')]
        .filter((element) => element.closest('.static') === null)
        .map((element) => ({ text: element.textContent, bottom: element.getBoundingClientRect().bottom })),
    );
    expect(shown.map(({ text }) => text).join(' ')).toMatch(
      /r0 was reported stored when only broker 0 had it.*From step\s\d+ on nothing can mend it.*acks=all.*point of no return.*broker 0 \(down\)/s,
    );
    expect(Math.max(...shown.map(({ bottom }) => bottom))).toBeLessThan(800);
    expect(misdeeds).toEqual([]);
  });

  test('keys move it, and the address follows', async () => {
    const { page } = await open('#no-loss/2');
    const steps = Number((await page.locator('output').innerText()).split(' / ')[1]);
    const seen: string[] = [];
    for (const key of ['ArrowRight', 'j', 'ArrowLeft', 'k', 'End', 'ArrowRight']) {
      await page.keyboard.press(key);
      seen.push(await current(page));
    }
    expect(seen).toEqual(['3', '4', '3', '2', String(steps), String(steps)]);
    expect(new URL(page.url()).hash).toBe(`#no-loss/${steps}`);
    await page.keyboard.press('Home');
    expect(await page.locator('.state h3').innerText()).toBe('At the start');
    await page.keyboard.press('?');
    expect(await page.locator('dialog').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
  });

  test('so does the slider, by its own keys, and says what happens there', async () => {
    const { page } = await open('#no-loss/2');
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await current(page)).toBe('3');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^3: /);
    await slider.fill('5');
    expect(await current(page)).toBe('5');
    expect(await page.locator('.sr[role=status]').innerText()).toMatch(/^Step 5: /);
  });

  test('an address names story, step and run; one that names none is no error', async () => {
    const { page, misdeeds } = await open('#no-duplicates/4/remedy');
    expect(await page.locator('#stage h2').innerText()).toMatch(/^no-duplicates breaks/);
    expect(await current(page)).toBe('4');
    expect(await visible(page, '.switch [aria-pressed=true]')).toEqual(['with the remedy']);
    await page.evaluate(() => (location.hash = '#no-loss/9999'));
    await page.waitForFunction(() => window.document.querySelector('#stage h2')?.textContent?.startsWith('no-loss'));
    expect((await page.locator('output').innerText()).split(' / ')).toHaveLength(2);
    await page.evaluate(() => (location.hash = '#nothing/-1/x'));
    expect(await page.locator('#stage h2').innerText()).toMatch(/^no-loss breaks/);
    expect(misdeeds).toEqual([]);
  });

  test('a violated verdict leads to its story, and is marked', async () => {
    const { page } = await open();
    await page.getByRole('link', { name: 'no-duplicates' }).click();
    expect(await page.locator('#stage h2').innerText()).toMatch(/^no-duplicates breaks/);
    expect(await visible(page, '[data-open] a')).toEqual(['no-duplicates']);
  });

  test('the control is the same schedule with the remedy, and does not pass for its proof', async () => {
    const { page } = await open('#no-loss/1');
    await page.keyboard.press('c');
    expect(await visible(page, '.switch [aria-pressed=true]')).toEqual(['with the remedy']);
    expect((await visible(page, '.steps .t-skipped, .steps .t-added, .steps .t-differs')).length).toBeGreaterThan(0);
    expect((await visible(page, '#stage p.holds')).join()).toMatch(
      /no-loss is not violated.*The runs part at step\s\d+.*what proves the remedy is its verdict/s,
    );
    expect((await visible(page, '.state .beside')).join()).toContain('as set up');
    await page.keyboard.press('c');
    expect(await current(page)).toBe('1');
    await page.keyboard.press('b');
    expect(await visible(page, '.both h3')).toEqual(['As set up', 'With the remedy']);
    expect(new URL(page.url()).hash).toBe('#no-loss/1/beside');
    expect(await page.locator('.row[aria-current=step]').count()).toBe(2);
  });

  test('an actor that is hidden has no lane and no rows, and its steps are passed over', async () => {
    const { page } = await open('#no-loss/1');
    const nodes = await page.locator('.picture .node').count();
    await page.locator('.actors').getByRole('button', { name: 'broker 0' }).click();
    expect(await visible(page, '.steps .chip')).not.toContain('broker 0');
    expect(await visible(page, '.picture .heads text')).not.toContain('broker 0');
    expect(await page.locator('.picture .node').count()).toBeLessThan(nodes);
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.row[aria-current=step] .chip').innerText()).not.toBe('broker 0');
  });

  test('the command and the story as Markdown are copied', async () => {
    const { page } = await open('#no-loss/1', { permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = async (name: string): Promise<string> => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByText('copied').waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied('copy')).toBe('npx kafka-trial replay acks-1.yaml --guarantee no-loss');
    expect(await copied('copy story as Markdown')).toMatch(/^### no-loss breaks: .*\n1\. \*\*.*point of no return/s);
  });

  test('of a long story routine steps are folded until they are asked for', async () => {
    const { page } = await reader.open(pageOf(long(document, 40)), '#no-loss');
    const rows = await page.locator('.row').count();
    expect(rows).toBeLessThan(20);
    await page.locator('.fold button').first().click();
    expect(await page.locator('.row').count()).toBeGreaterThan(rows + 30);
    await page.getByRole('button', { name: 'fold routine' }).click();
    expect(await page.locator('.fold').count()).toBe(0);
  });

  test('on paper, and without its script, every step of every story stands in a table', async () => {
    const sentences = document.guarantees.flatMap(({ causes = [] }) =>
      causes.flatMap(({ story }) => story.flatMap(({ text, effects }) => [text, ...effects])),
    );
    const paper = await open('', {});
    await paper.page.emulateMedia({ media: 'print' });
    expect(await paper.page.locator('#stage').isVisible()).toBe(false);
    const plain = await open('#no-loss/4', { javaScriptEnabled: false });
    for (const shown of [paper.page, plain.page]) {
      const told = (await shown.locator('.static table.all').allInnerTexts()).join('\n');
      expect(sentences.filter((sentence) => !told.includes(sentence))).toEqual([]);
    }
    expect(await plain.page.evaluate(() => window.document.querySelector(':target')?.tagName)).toBe('TR');
  });

  test('on a phone nothing is wider than the screen, and is read in the order in which it stands', async () => {
    const { page } = await open('#no-loss', { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => window.document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const tops = await page.evaluate(() =>
      [...window.document.querySelectorAll('.at, .picture, .steps')].map((pane) => pane.getBoundingClientRect().top),
    );
    expect(tops).toEqual([...tops].sort((one, other) => one - other));
  });

  test.each([
    ['in light', undefined],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 390, height: 844 } }],
  ] as const)('nobody is kept out, %s', async (_, options) => {
    const { page } = await open('#no-loss', options);
    const broken = async (): Promise<string[]> => {
      const found: unknown = await page.evaluate(`${axe}; axe.run().then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
      return found as string[];
    };
    expect(await broken()).toEqual([]);
    for (const key of ['c', 'b']) {
      await page.keyboard.press(key);
      expect(await broken()).toEqual([]);
    }
  });

  test('no text of a document makes an element, a request or a dialog', async () => {
    const { page, misdeeds } = await reader.open(pageOf(poisoned(document)));
    for (const key of ['End', 'c', 'e', 'ArrowLeft', '?', 'Escape']) await page.keyboard.press(key);
    const foreign = await page.evaluate(() =>
      [...window.document.querySelectorAll('*')]
        .filter(
          (element) =>
            element.matches('img, iframe, script ~ script ~ script, style ~ style') ||
            element.getAttributeNames().some((name) => name.startsWith('on')),
        )
        .map(({ outerHTML }) => outerHTML),
    );
    expect(foreign).toEqual([]);
    expect(misdeeds).toEqual([]);
    expect(await page.locator('#stage h2').innerText()).toContain('onerror');
  });
});

test('it is small, and the same for the same document', async () => {
  const [assets, again] = [await bundle(root), await bundle(root)];
  expect(assets).toEqual(again);
  expect(Buffer.byteLength(assets.script) + Buffer.byteLength(assets.style)).toBeLessThan(60_000);
});
