import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of the running test's own; it is gone once the test is over. */
export function ownFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kafka-trial-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
