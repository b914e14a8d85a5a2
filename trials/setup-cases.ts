import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../judging/verify.ts';
import type { Action } from '../model/action.ts';
import { findingsOf } from '../reports/findings.ts';
import { readSetup } from '../setups/read-setup.ts';
import { setupOf } from '../setups/resolve.ts';
import type { Installed } from './installed.ts';
import { type Cases, joined, wants, type Wish } from './trial-case.ts';
import { walkCases } from './walk-cases.ts';

const WALKS = 3;

/** The setups of the documentation, on every release that is there: their counterexamples, or walks where they hold. */
export async function setupCases(installed: Installed, folder: string, wish: Wish): Promise<Cases> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && wants(wish, file));
  const parts: Cases[] = [];
  for (const file of files) {
    for (const version of installed.versions.filter((of) => wish.version === undefined || wish.version === of))
      parts.push(await casesOf(join(folder, file), file, version, installed));
  }
  return joined(parts);
}

async function casesOf(path: string, file: string, version: string, installed: Installed): Promise<Cases> {
  const minor = version.split('.').slice(0, 2).join('.');
  // Of a release its newest patch, unless the setup is about another one.
  if (installed.fitting(minor) !== version) return { cases: [], leftOut: [] };
  const name = file.replace(/\.yaml$/, '');
  const text = readFileSync(path, 'utf8');
  const resolution = readSetup({ setups: [{ file, text }], overrides: [`kafka=${minor}`] });
  const document = await verify(resolution, { name, method: 'auto' });
  const found = findingsOf(document).filter(({ own }) => own);
  if (found.length === 0) return walkCases(name, resolution.setup, version, WALKS);
  return {
    cases: found.map(({ guarantee, setup, counterexample }) => ({
      name: `${name} ${guarantee}`,
      group: 'setup',
      version,
      setup: setupOf(setup, file),
      schedule: counterexample.schedule as readonly Action[],
      expects: 'agrees',
    })),
    leftOut: [],
  };
}
