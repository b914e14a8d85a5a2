import type { Conform } from '../conformance/conform.ts';
import type { Judging } from '../judging/judging.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import type { OpenTrial } from '../stage/opened-trial.ts';
import type { Io } from './io.ts';

/** What reads a setup from the user's files; `loadSetup` of `setup-file.ts`, or a test's own. */
export type LoadSetup = (input: {
  readonly files: readonly string[];
  readonly producerConfig?: string;
  readonly consumerConfig?: string;
  readonly topicConfig?: string;
  readonly brokerConfig?: string;
  readonly scope?: string;
  readonly overrides?: readonly string[];
}) => Resolution;

/** What every command works with. */
export interface Context {
  readonly io: Io;
  readonly judging: Judging;
  readonly load: LoadSetup;
  readonly conform: Conform;
  readonly openTrial: OpenTrial;
}
