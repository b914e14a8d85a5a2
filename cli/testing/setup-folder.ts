import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../../setups/place.ts';
import { loadSetup, type SetupSources } from '../setup-file.ts';

/** A folder of a test's own with files about a setup in it. */
export interface SetupFolder {
  readonly path: string;
  /** Writes a file and returns its path. */
  fileOf(name: string, text: string): string;
  /** What is wrong, without the folder's path. */
  refusal(sources: SetupSources): string;
  remove(): void;
}

export function setupFolder(): SetupFolder {
  const path = mkdtempSync(join(tmpdir(), 'kafka-trial-setup-'));
  return {
    path,
    fileOf(name, text) {
      const file = join(path, name);
      writeFileSync(file, text);
      return file;
    },
    refusal(sources) {
      try {
        loadSetup(sources);
      } catch (error) {
        if (error instanceof SetupError) return error.message.replaceAll(`${path}/`, '');
        throw error;
      }
      return 'accepted';
    },
    remove: () => rmSync(path, { recursive: true }),
  };
}
