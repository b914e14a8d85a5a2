import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckerFigures, matched } from './checker.ts';
import { type Ended, inTemporaryFolder, lastWords, run, type TimedLine } from './external.ts';
import { InputError } from '../setups/input-error.ts';

/** A TLA+ module and the model of it that TLC is to check. */
export interface TlcModel {
  readonly module: string;
  /** The folder of the module and of those that it extends. */
  readonly folder: string;
  readonly constants: Readonly<Record<string, number | string>>;
  readonly invariants: readonly string[];
}

/**
 * Runs TLC on a model with one worker, deadlocks not checked, in a temporary folder.
 *
 * @param jar path of tla2tools.jar.
 * @throws {InputError} when there is no Java, or TLC ends without counts.
 */
export function runTlc(jar: string, model: TlcModel): Promise<CheckerFigures> {
  return inTemporaryFolder(async (folder) => {
    for (const name of readdirSync(model.folder)) {
      if (name.endsWith('.tla')) copyFileSync(join(model.folder, name), join(folder, name));
    }
    writeFileSync(join(folder, `${model.module}.cfg`), configOf(model));
    const options = ['-workers', '1', '-deadlock', '-noGenerateSpecTE', '-metadir', join(folder, 'states')];
    // The collector that TLC itself recommends. What it unpacks goes into the folder too.
    const machine = ['-XX:+UseParallelGC', `-Djava.io.tmpdir=${folder}`];
    const ended = await runJava([...machine, '-cp', jar, 'tlc2.TLC', ...options, model.module], folder);
    const figures = parseTlc(ended.lines);
    if (figures === null) {
      throw new InputError(
        `TLC on ${model.module}`,
        `it did not come to its end: ${firstError(ended)}`,
        `see that ${jar} is a tla2tools.jar, and that ${model.folder} has ${model.module}.tla and all that it extends`,
      );
    }
    return figures;
  });
}

async function runJava(args: readonly string[], folder: string): Promise<Ended> {
  try {
    return await run('java', args, folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError('java', `cannot be started: ${reason}`, 'TLC needs Java 11 or later: put java on the PATH');
  }
}

/** What went wrong first; the counts that TLC prints afterwards tell nothing. */
const firstError = (ended: Ended): string =>
  ended.lines.find(({ text }) => text.startsWith('Error:'))?.text ?? lastWords(ended);

/** TLC's configuration file of a model. */
export function configOf({ constants, invariants }: Omit<TlcModel, 'module' | 'folder'>): string {
  const assignments = Object.entries(constants).map(([name, value]) => `CONSTANT ${name} = ${value}`);
  const checks = invariants.map((name) => `INVARIANT ${name}`);
  return `${['INIT Init', 'NEXT Next', ...checks, ...assignments].join('\n')}\n`;
}

/** Reads what TLC prints; null when it neither came to the end nor found an invariant violated. */
export function parseTlc(lines: readonly TimedLine[]): CheckerFigures | null {
  const start = matched(lines, /^Computing initial states/);
  const completed = matched(lines, /^Model checking completed\. No error has been found\./);
  // An expression that cannot be evaluated ends with counts as well.
  const invariant = matched(lines, /^Error: Invariant (\w+) is violated/);
  const counts = matched(lines, /^([\d,]+) states generated, ([\d,]+) distinct states found/);
  const depth = matched(lines, /^The depth of the complete state graph search is ([\d,]+)\./);
  if (start === null || counts === null || depth === null || (completed === null && invariant === null)) return null;
  return {
    generated: wholeNumber(counts.groups[0]),
    distinct: wholeNumber(counts.groups[1]),
    depth: wholeNumber(depth.groups[0]),
    seconds: counts.at - start.at,
    violated: invariant?.groups[0] ?? null,
  };
}

const wholeNumber = (text: string): number => Number(text.replaceAll(',', ''));
