import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { notedLogStart } from './log-starts.ts';

it('a broker notes where the logs start of which records were deleted', () => {
  const directory = mkdtempSync(join(tmpdir(), 'log-starts-'));
  try {
    expect(notedLogStart(directory, 'topic', 1)).toBe(0);
    writeFileSync(join(directory, 'log-start-offset-checkpoint'), '0\n2\ntopic 1 3\ntopic 10 4\n');
    expect([1, 10, 2].map((partition) => notedLogStart(directory, 'topic', partition))).toEqual([3, 4, 0]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
