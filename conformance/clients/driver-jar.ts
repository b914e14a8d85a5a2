import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InputError } from '../../setups/input-error.ts';
import { HarnessError } from '../harness-error.ts';

const run = promisify(execFile);

/**
 * The jar of the Java driver, compiled for a version of Kafka and kept: the clock has to stand in the classpath in place of
 * a class of Kafka's, which a program that is launched from its source cannot do.
 *
 * @param folder where it is kept.
 * @throws {InputError} when this Java has no compiler.
 */
export async function driverJar(
  java: string,
  version: string,
  classpath: readonly string[],
  folder: string,
): Promise<string> {
  const sources = javaSources();
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const jar = join(folder, `driver-${version}-${hash.digest('hex').slice(0, 16)}.jar`);
  if (existsSync(jar)) return jar;
  // Made beside, and moved to its place when it is complete: several commands may be at it.
  const beside = `${jar}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  try {
    const classes = join(beside, 'classes');
    const compiler = ['--module', 'jdk.compiler/com.sun.tools.javac.Main', '-nowarn', '-proc:none', '-d', classes];
    await run(java, ['-XX:TieredStopAtLevel=1', ...compiler, '-cp', classpath.join(':'), ...sources]);
    const made = join(beside, 'driver.jar');
    const archiver = ['--module', 'jdk.jartool/sun.tools.jar.Main', '--create', '--file', made];
    await run(java, ['-XX:TieredStopAtLevel=1', ...archiver, '-C', classes, '.']);
    renameSync(made, jar);
    return jar;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    // Java says so where programs write what they have to say.
    if (/Module [\w.]+ not found/.test(stdout + stderr)) {
      throw new InputError(java, 'this Java has no compiler', 'install a JDK, not a JRE: the client is compiled once');
    }
    throw new HarnessError(`the Java client does not compile against Kafka ${version}:\n${stderr || String(error)}`);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** The sources lie beside this file, also where it has been compiled to `dist/`. */
function javaSources(): string[] {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, 'java'), join(here, '../../../conformance/clients/java')];
  const place = places.find((folder) => existsSync(folder)) ?? places[0];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.java'))
    .sort()
    .map((path) => join(place, path));
}
