import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Installed } from '../installed.ts';

/** Releases as if their jars were there, until the test is over. */
export function installedHere(...versions: readonly string[]): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-trial-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const version of versions) mkdirSync(join(folder, version));
  return new Installed(folder, {});
}
