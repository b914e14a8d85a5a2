import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Prepared, prepare } from '../process/prepare.ts';
import { readProgram } from '../process/bundle/program.ts';

const PACKAGES = join(import.meta.dirname, '../../node_modules');

/** A program whose files are given by name, `x.trial.ts` among them, ready to run, with the packages that are installed here. */
export async function prepared(files: Readonly<Record<string, string>>): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'stage-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const bringsPackages = Object.keys(files).some((name) => name.startsWith('node_modules/'));
    if (!bringsPackages) await symlink(PACKAGES, join(folder, 'node_modules'));
    const trialFile = join(folder, 'x.trial.ts');
    const first = await prepare(await readProgram(trialFile));
    return first.trial.effects === undefined ? first : await prepare(await readProgram(trialFile, first.trial.effects));
  } finally {
    await rm(folder, { recursive: true });
  }
}
