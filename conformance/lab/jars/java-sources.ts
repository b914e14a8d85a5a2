import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The sources of a program of ours in Java: they are in the package as they are, whether what asks for them runs from its
 * sources or has been compiled to `dist/`.
 *
 * @param folder of the package.
 */
export function javaSources(folder: string): string[] {
  const place = join(packageRoot(dirname(fileURLToPath(import.meta.url))), folder);
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.java'))
    .sort()
    .map((path) => join(place, path));
}

function packageRoot(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : packageRoot(above);
}
