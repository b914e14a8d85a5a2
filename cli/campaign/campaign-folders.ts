import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MergeState } from '../../campaign/results/merge-state.ts';
import { type LeftOut, readFolder } from '../../campaign/results/result-folder.ts';
import { InputError } from '../../setups/input-error.ts';
import { visible } from '../../setups/visible.ts';
import type { Io } from '../io.ts';
import { VERSION } from '../version.ts';

/**
 * What folders hold of campaigns, and where they are; what had to be left out is told.
 *
 * @param read what of a folder is read.
 * @throws {InputError} on what is no folder, and when there is no campaign of this version in any of them.
 */
export function readCampaigns(
  folders: readonly string[],
  io: Io,
  read = readFolder,
): { readonly state: MergeState; readonly paths: readonly string[] } {
  const state = new MergeState(VERSION);
  const paths = folders.map((folder) => folderOf(folder, io));
  tellLeftOut(
    paths.flatMap((path) => read(path, state)),
    io,
  );
  if (state.plans.size > 0) return { state, paths };
  throw new InputError(
    folders.join(', '),
    'there is no campaign of this version',
    'name a folder that `campaign work` wrote',
  );
}

function folderOf(folder: string, { cwd }: Pick<Io, 'cwd'>): string {
  const path = resolve(cwd, folder);
  if (!existsSync(path)) throw new InputError(folder, 'there is no such folder', 'name one that `campaign work` wrote');
  if (statSync(path).isDirectory()) return path;
  throw new InputError(folder, 'it is no folder', 'name the folder that the file lies in');
}

/** Files that are told one by one. */
const TOLD_MAX = 20;

export function tellLeftOut(leftOut: readonly LeftOut[], io: Io): void {
  for (const { place, why } of leftOut.slice(0, TOLD_MAX)) io.err(`left out: ${visible(place)}: ${why}\n`);
  if (leftOut.length > TOLD_MAX) io.err(`left out: and ${leftOut.length - TOLD_MAX} more files\n`);
}
