import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '../../../setups/input-error.ts';
import { HarnessError } from '../../harness-error.ts';

const run = promisify(execFile);

/** A program of ours in Java, for one version of Kafka. */
export interface JavaProgram {
  /** What it is, for errors: `the Java client`. */
  readonly what: string;
  /** The beginning of the jar's name, such as `driver`. */
  readonly name: string;
  readonly sources: readonly string[];
  readonly java: string;
  /** Of Kafka. */
  readonly version: string;
  readonly classpath: readonly string[];
  /** Where jars are kept. */
  readonly folder: string;
}

/**
 * The jar of a program, compiled once for a version of Kafka and kept.
 *
 * @throws {InputError} when this Java has no compiler.
 */
export async function compiledJar(program: JavaProgram): Promise<string> {
  const { what, name, sources, java, version, classpath, folder } = program;
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const jar = join(folder, `${name}-${version}-${hash.digest('hex').slice(0, 16)}.jar`);
  if (existsSync(jar)) return jar;
  // Made beside, and moved to its place when it is complete: several commands may be at it.
  const beside = `${jar}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  try {
    const classes = join(beside, 'classes');
    const compiler = ['--module', 'jdk.compiler/com.sun.tools.javac.Main', '-nowarn', '-proc:none', '-d', classes];
    await run(java, ['-XX:TieredStopAtLevel=1', ...compiler, '-cp', classpath.join(':'), ...sources]);
    const made = join(beside, `${name}.jar`);
    const archiver = ['--module', 'jdk.jartool/sun.tools.jar.Main', '--create', '--file', made];
    await run(java, ['-XX:TieredStopAtLevel=1', ...archiver, '-C', classes, '.']);
    renameSync(made, jar);
    return jar;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    // Java says so where programs write what they have to say.
    if (/Module [\w.]+ not found/.test(stdout + stderr)) {
      throw new InputError(java, 'this Java has no compiler', `install a JDK, not a JRE: ${what} is compiled once`);
    }
    throw new HarnessError(`${what} does not compile against Kafka ${version}:\n${stderr || String(error)}`);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}
