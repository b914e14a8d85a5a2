import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SetupError } from '../setups/place.ts';
import { messageOf } from '../setups/read-entries.ts';
import { CONFIGURED, readSetup, type SetupTexts } from '../setups/read-setup.ts';
import type { Resolution } from '../setups/resolve.ts';
import type { SourceText } from '../setups/source-text.ts';

/** What the command line says about a setup. */
export interface SetupSources extends Pick<SetupTexts, 'scope' | 'overrides'> {
  /** Setup files, YAML or JSON; a later one outranks an earlier one. */
  readonly files?: readonly string[];
  /** Kafka's own `.properties` files; they outrank the setup files. */
  readonly producerConfig?: string;
  readonly consumerConfig?: string;
  readonly topicConfig?: string;
  readonly brokerConfig?: string;
}

/**
 * Reads and resolves the setup that the command line names.
 *
 * @throws {SetupError} with everything that is wrong with any of the files, each with its file and line and a way out.
 */
export function loadSetup(sources: SetupSources): Resolution {
  const problems: SetupError['problems'][number][] = [];
  /** The text of a file; one that cannot be read is a problem like any other. */
  const read = (file: string): SourceText[] => {
    try {
      return [{ file, text: readTextFile(file) }];
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const setups = (sources.files ?? []).flatMap(read);
  const properties = Object.fromEntries(
    CONFIGURED.flatMap((section) => {
      const file = sources[`${section}Config`];
      return file === undefined ? [] : read(file).map((text) => [section, text] as const);
    }),
  );
  return readSetup({ setups, properties, problems, scope: sources.scope, overrides: sources.overrides });
}

/**
 * The text of a file.
 *
 * @throws {SetupError} when it is not there, is a directory, or may not be read.
 */
export function readTextFile(file: string): string {
  const fail = (reason: string, wayOut: string): never => {
    throw new SetupError([{ place: { file }, reason, wayOut }]);
  };
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined)
    return fail('there is no such file', `check the path; it was looked for at ${resolve(file)}`);
  if (stats.isDirectory()) return fail('this is a directory', 'name a file in it');
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return fail(`the file cannot be read (${messageOf(error)})`, 'check its permissions');
  }
}
