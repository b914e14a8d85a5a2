import type { Command } from 'commander';
import { type Bootstrap, CLIENTS, type ConformRequest } from '../../conformance/conform-request.ts';
import { FETCHABLE } from '../../conformance/lab/jars/fetchable.ts';
import { SEED_DEFAULT } from '../../judging/seed-default.ts';
import { InputError } from '../../setups/input-error.ts';
import { type Address, addressText, isSameAddress } from '../../wire/address.ts';
import { suggestion } from '../../setups/suggestion.ts';
import { addSetupOptions, CONFIG_FLAGS, type ConfigOptions, filled, guarantee, option, positive } from '../options.ts';
import { addBudgetOption, addSearchOptions, type SearchFlags } from '../search-options.ts';

/** What `conform FILE` takes. */
export interface PlayFlags extends ConfigOptions, Pick<SearchFlags, 'workers' | 'memory' | 'budget' | 'plain'> {
  readonly kafka?: string;
  readonly fetch?: string;
  readonly clientKafka?: string;
  readonly client?: ConformRequest['client'];
  readonly bootstrap?: Bootstrap;
  readonly guarantee?: string;
  readonly times?: number;
  readonly walks?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Those that mean nothing without a file to be played, by the names that commander gives them. */
export const PLAY_FLAGS = [
  'kafka',
  'fetch',
  'clientKafka',
  'client',
  'bootstrap',
  'guarantee',
  'times',
  'walks',
  'seed',
  'scope',
  'out',
  'workers',
  'memory',
  'budget',
  'plain',
  ...CONFIG_FLAGS,
] as const satisfies readonly (keyof PlayFlags)[];

/** The option that commander knows by a name: `clientKafka` is `--client-kafka`. */
export const flagOf = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Adds the options that say what is played, and on which Kafka. */
export function addPlayOptions(command: Command): Command {
  return addBudgetOption(addSearchOptions(addSetupOptions(command)))
    .addOption(option('--kafka <dir>', "a directory of Kafka's jars: a download's libs/", filled))
    .addOption(option('--fetch <version>', `jars that Maven fetches once, such as ${FETCHABLE.at(-1)}`, filled))
    .addOption(option('--client-kafka <dir>', 'jars of the Java client, where its version is another one', filled))
    .addOption(option('--client <client>', `whose clients: ${CLIENTS.join(', ')} (default: java)`, client))
    .addOption(
      option(
        '--bootstrap <host:port,…>',
        'brokers of a cluster of your own, each by its listener that is advertised at the gate',
        bootstrap,
      ),
    )
    .addOption(option('--guarantee <id>', 'the counterexample to this guarantee', guarantee))
    .addOption(option('--times <n>', 'how often the counterexample is played (default: 1)', positive))
    .addOption(option('--walks <n>', 'how many random walks of a setup are played that holds (default: 3)', positive))
    .addOption(option('--seed <seed>', `seed of the random walks (default: ${SEED_DEFAULT})`, filled))
    .addOption(option('--out <dir>', 'write conform.json, records of what was seen, and divergences there', filled));
}

function client(text: string, flag: string): ConformRequest['client'] {
  const found = CLIENTS.find((known) => known === text);
  if (found !== undefined) return found;
  throw new InputError(flag, `"${text}" is no client that is played`, suggestion(text, CLIENTS));
}

const PORT_MAX = 65_535;

function bootstrap(text: string, flag: string): Bootstrap {
  const addresses = text.split(',').map((part) => address(part.trim(), flag));
  const twice = addresses.find((one, index) => addresses.findIndex((other) => isSameAddress(one, other)) < index);
  if (twice === undefined) return { addresses };
  throw new InputError(flag, `${addressText(twice)} is named twice`, 'name each broker once');
}

/** `HOST:PORT`; an address of IPv6 stands in brackets. */
function address(text: string, flag: string): Address {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:\s[\]]+)):(\d+)$/.exec(text) ?? [];
  const [host, port] = [bracketed ?? plain, Number(digits)];
  if (host !== undefined && port >= 1 && port <= PORT_MAX) return { host, port };
  throw new InputError(flag, `"${text}" is not the address of a broker`, `write, for example, ${flag} localhost:9092`);
}
