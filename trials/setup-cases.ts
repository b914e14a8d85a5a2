import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSetup } from '../setups/reading/read-setup.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import { SetupError } from '../setups/place.ts';
import { minorOf } from '../setups/release.ts';
import { counterexampleCases } from './counterexample-cases.ts';
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
  const minor = minorOf(version);
  // Of a release its newest patch, unless the setup is about another one.
  if (installed.fitting(minor) !== version) return { cases: [], leftOut: [] };
  const name = file.replace(/\.yaml$/, '');
  const text = readFileSync(path, 'utf8');
  const resolution = resolved(file, text, minor);
  // What a setup says is not in every release.
  if (resolution instanceof SetupError) {
    return {
      cases: [],
      leftOut: [{ group: 'setup', name: `${name} on ${version}`, because: resolution.problems[0].reason }],
    };
  }
  const of = { name, group: 'setup', version } as const;
  const cases = await counterexampleCases(resolution, of);
  return cases.length === 0 ? walkCases(resolution.setup, of, WALKS) : { cases, leftOut: [] };
}

function resolved(file: string, text: string, release: string): Resolution | SetupError {
  try {
    return readSetup({ setups: [{ file, text }], overrides: [`kafka=${release}`] });
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
}
