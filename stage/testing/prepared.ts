import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Prepared, prepare } from '../process/prepare.ts';
import { readProgram } from '../process/program.ts';

const PACKAGES = join(import.meta.dirname, '../../node_modules');

/** A program whose files are given by name, `x.trial.ts` among them, ready to run. */
export async function prepared(files: Readonly<Record<string, string>>): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'stage-'));
  try {
    await symlink(PACKAGES, join(folder, 'node_modules'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const trialFile = join(folder, 'x.trial.ts');
    const first = await prepare(await readProgram(trialFile));
    return first.trial.effects === undefined ? first : await prepare(await readProgram(trialFile, first.trial.effects));
  } finally {
    await rm(folder, { recursive: true });
  }
}
