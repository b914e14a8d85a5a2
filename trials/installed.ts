import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../conformance/lab/jars/cache-folder.ts';
import { fitsSetup } from '../conformance/lab/fits-setup.ts';
import { findJars, type Jars } from '../conformance/lab/jars/jars.ts';
import { minorOf, parseRelease } from '../setups/release.ts';

/** Releases of Kafka whose jars are there: folders named by their version. */
export class Installed {
  /** The newest first. */
  readonly versions: readonly string[];
  readonly #folder: string;

  /** @param folder what `conform --fetch` keeps its jars in, unless told. */
  constructor(folder: string | undefined, env: Readonly<Record<string, string | undefined>>) {
    this.#folder = folder ?? join(cacheFolder(env), 'kafka');
    const names = existsSync(this.#folder) ? readdirSync(this.#folder) : [];
    this.versions = names.filter((name) => /^\d+\.\d+\.\d+$/.test(name)).sort((a, b) => newerFirst(a, b));
  }

  get folder(): string {
    return this.#folder;
  }

  jars(version: string): Jars {
    return findJars(join(this.#folder, version));
  }

  /** The newest release that is what a setup calls `release`; undefined where there is none. */
  fitting(release: string): string | undefined {
    return this.versions.find((version) => fitsSetup(version, release));
  }

  /** What a setup calls a version: its minor release, unless that is another patch. */
  releaseOf(version: string): string {
    const minor = minorOf(version);
    return this.fitting(minor) === version ? minor : version;
  }
}

function newerFirst(one: string, other: string): number {
  const [ours, theirs] = [parseRelease(one) ?? [], parseRelease(other) ?? []];
  for (let part = 0; part < 3; part += 1) {
    if ((ours[part] ?? 0) !== (theirs[part] ?? 0)) return (theirs[part] ?? 0) - (ours[part] ?? 0);
  }
  return 0;
}
