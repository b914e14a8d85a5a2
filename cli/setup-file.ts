import { isMendable } from '../setups/mendable-error.ts';
import type { Problem } from '../setups/place.ts';
import { CONFIGURED } from '../setups/components-of.ts';
import { readSetup, type SetupTexts } from '../setups/reading/read-setup.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import type { SourceText } from '../setups/reading/source-text.ts';
import { readText } from './files.ts';
import type { Io } from './io.ts';

/** Thousands of keys fit; what is larger is no configuration. */
const SETUP_BYTES_MAX = 2 ** 20;

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
 * @param at the folder that relative paths start from.
 * @throws {SetupError} with everything that is wrong with any of the files, each with its file and line and a way out.
 */
export function loadSetup(sources: SetupSources, at: Pick<Io, 'cwd'> = { cwd: process.cwd() }): Resolution {
  const problems: Problem[] = [];
  /** The text of a file; one that cannot be read is a problem like any other. */
  const read = (file: string): SourceText[] => {
    try {
      return [{ file, text: readText(file, at, SETUP_BYTES_MAX) }];
    } catch (error) {
      if (!isMendable(error)) throw error;
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
