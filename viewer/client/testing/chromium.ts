import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where a Chromium is, if anywhere: where the user says, where distributions put it, where Playwright installs its own. */
export const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  chromium.executablePath(),
].find((path) => path !== undefined && path !== '' && existsSync(path));

/** What is said where there is none. */
export const LEFT_OUT =
  'left out: the tests of the page in a browser, for no Chromium was found (CHROMIUM=PATH names one)';
