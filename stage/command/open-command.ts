import { dirname } from 'node:path';
import type { OpenedTrial } from '../opened-trial.ts';
import type { CommandFacts, TrialFacts } from '../thread/trial-facts.ts';
import type { Runner } from '../run-result.ts';
import type { Input } from '../trial.ts';
import { prepareCluster } from '../world/prepared-cluster.ts';
import type { OpenCommandHost } from './command-host.ts';
import { runCommand } from './run-command.ts';

export interface CommandOptions {
  /** The trial file, as the user names it, and where it is. */
  readonly name: string;
  readonly file: string;
  readonly threads: number;
  readonly openHost: OpenCommandHost;
}

/** A command that can be run: what differs from a program in JavaScript. */
export async function openCommand(
  { records }: TrialFacts,
  trial: CommandFacts,
  { name, file, threads, openHost }: CommandOptions,
): Promise<Pick<OpenedTrial, 'client' | 'runners' | 'sources' | 'isExact' | 'wayOut' | 'abort' | 'close'>> {
  const host = await openHost();
  const aborting = new AbortController();
  const plan = { name, folder: dirname(file), trial, host, signal: aborting.signal };
  // The records are as old as their run: one that skips old ones would skip them at the end of a long search.
  const run: Runner = (job) =>
    runCommand({ ...plan, cluster: prepareCluster(asTrial(trial), records, Math.floor(host.now())) }, job);
  return {
    client: trial.command.join(' '),
    isExact: false,
    sources: new Map(),
    runners: Array.from({ length: threads }, () => run),
    wayOut: 'let it write to a topic, or to {outside} by HTTP, with the record in what it writes',
    abort: () => aborting.abort(),
    close: () => host.end(),
  };
}

/** The trial with its functions back. */
const asTrial = ({ inputs, ...rest }: CommandFacts): Parameters<typeof prepareCluster>[0] => ({
  ...rest,
  input: inputs.map(withFunctions),
});

function withFunctions({ made, ...input }: CommandFacts['inputs'][number]): Input {
  const saysWhat = Object.values(made).some(({ expects }) => expects !== undefined);
  return {
    ...input,
    key: (id) => made[id].key,
    value: (id) => made[id].value,
    headers: (id) => made[id].headers,
    ...(saysWhat ? { expects: (id) => made[id].expects ?? [] } : {}),
  };
}
