import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { onTestFailed } from 'vitest';

/** What a page did that no page should: errors, requests for anything but itself, dialogs. */
export interface Opened {
  readonly page: Page;
  readonly misdeeds: readonly string[];
}

/** Somebody with a browser, who opens pages from files: one after the other in the same window, but for special ones. */
export class Reader {
  readonly #browser: Browser;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kafka-trial-pages-'));
  #window: Page | undefined;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async with(executablePath: string | undefined): Promise<Reader> {
    // Whoever runs tests as root, as containers do, has no sandbox.
    return new Reader(await chromium.launch({ executablePath, args: ['--no-sandbox'] }));
  }

  /**
   * Opens a page at an address of it, such as `#no-loss/4`. Where the test fails, a picture of it is kept.
   *
   * @param special what its window has otherwise.
   */
  async open(html: string, hash = '', special?: BrowserContextOptions): Promise<Opened> {
    const file = join(this.#folder, 'page.html');
    writeFileSync(file, html);
    const page = special === undefined ? await this.#common() : await this.#windowWith(special);
    const misdeeds: string[] = [];
    page.removeAllListeners();
    page.on('console', (message) => misdeeds.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => misdeeds.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(`file://${file}`)) misdeeds.push(`request: ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      misdeeds.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    onTestFailed(async ({ task }) => {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${task.name.replace(/\W+/g, '-')}.png`), fullPage: true });
    });
    await page.goto(`file://${file}${hash}`);
    return { page, misdeeds };
  }

  async #common(): Promise<Page> {
    this.#window ??= await this.#windowWith({});
    // Another address of the same page alone would not load it anew.
    await this.#window.goto('about:blank');
    return this.#window;
  }

  async #windowWith(options: BrowserContextOptions): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** What is waited for on a page is there at once, on a machine that is not busy otherwise. */
const TIMEOUT_MS = 20_000;

/** Where pictures of what failed are kept. */
const PICTURES = 'kafka-trial-out/pages';
