import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * The files below a folder, by their paths from there, in alphabetical order: not what is installed or built. What is installed is not
 * even looked into: a linked package may lead round in a circle.
 */
export function filesOfTree(root: string): string[] {
  const filesIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.name === 'node_modules' || path === 'dist') return [];
      return entry.isDirectory() ? filesIn(path) : [path];
    });
  return filesIn('').sort();
}
