import { type Command, Option } from 'commander';
import { ELEMENTS_MAX } from '../model/ports/open-world.ts';
import { InputError } from '../setups/input-error.ts';
import { LoopbackBrokers, type Listening } from '../stage/loopback/loopback-brokers.ts';
import { BrokerCommands } from './broker-commands.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit.ts';
import { addSetupOptions, type ConfigOptions, filled, option } from './options.ts';
import { reasonOf } from './reason-of.ts';
import { targetsOf } from './targets.ts';

/** `broker [SETUP]`: the machine's brokers on ports of this computer, until Ctrl-C. */
export function addBroker(program: Command, context: Context, exit: (code: number) => void): void {
  const command = program
    .command('broker')
    .description('brokers of the machine on ports of this computer, for clients of any language, until Ctrl-C')
    .argument('[setup]', 'a setup file: its Kafka version, brokers, topic and protocol (default: one broker)')
    .addOption(option('--port <n>', 'where broker 0 listens, the others behind it (default: 9092; 0: any)', port))
    .addOption(option('--host <name>', 'the address to listen on (default: 127.0.0.1)', filled))
    .addOption(
      new Option(
        '--topic <name[:partitions]>',
        'a topic that is there (repeat it); others come up as they are asked for',
      )
        .argParser(topic)
        .default({}, 'none'),
    )
    .option(
      '--steps',
      'nothing happens until a line of standard input says so: {"release": 1}, {"due": true}, {"happen": {…}}',
    );
  addSetupOptions(command).action(async (setup: string | undefined, options: BrokerFlags) => {
    exit(await broker(setup, options, context));
  });
}

interface BrokerFlags extends ConfigOptions {
  readonly port?: number;
  readonly host?: string;
  readonly topic: Readonly<Record<string, number>>;
  readonly steps?: boolean;
}

const PORT_DEFAULT = 9092;

async function broker(file: string | undefined, options: BrokerFlags, context: Context): Promise<number> {
  const { io, load } = context;
  const [target] = targetsOf(file === undefined ? [] : [file], options, context);
  const { setup } = target?.resolution ?? load({ files: [], overrides: ['cluster.brokers=1'] });
  const listening = { host: options.host ?? '127.0.0.1', port: options.port ?? PORT_DEFAULT };
  const commands = options.steps === true ? new BrokerCommands(io) : undefined;
  const plan = { setup, topics: options.topic };
  const brokers = await LoopbackBrokers.open(plan, listening, commands).catch((error: unknown) => {
    throw refusal(error, listening);
  });
  const { endpoints } = brokers.cluster;
  const addresses = endpoints.map((endpoint) => `${endpoint.host}:${endpoint.port}`);
  if (commands === undefined) {
    io.out(
      `bootstrap.servers=${addresses.join(',')}\nKafka ${setup.kafka}, ${addresses.length} of ${addresses.length} brokers up; Ctrl-C ends them\n`,
    );
  } else commands.direct(brokers);
  await new Promise<void>((resolve) => io.onInterrupt(resolve));
  commands?.end();
  await brokers.close();
  return EXIT.asClaimed;
}

/** What is wrong with where the brokers shall listen, or with what they shall have. */
function refusal(error: unknown, { host, port: first }: Listening): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof RangeError)
    return new InputError('--topic', error.message, `${ELEMENTS_MAX} partitions are possible in all`);
  if (!('code' in error)) return error;
  const isAddress = error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL';
  return new InputError(
    isAddress ? '--host' : '--port',
    `nobody can listen on ${host}:${first}: ${reasonOf(error)}`,
    isAddress ? 'name an address of this computer' : 'name another port, or 0 for any that is free',
  );
}

function port(text: string, flag: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 2 ** 16) return Number(text);
  throw new InputError(flag, `"${text}" is no port`, 'name one from 1 to 65535, or 0 for any that is free');
}

function topic(text: string, given: unknown): Readonly<Record<string, number>> {
  const [, name, count] = /^([\w.-]{1,249})(?::(\d{1,3}))?$/.exec(text) ?? [];
  const partitions = Number(count ?? 1);
  if (name === undefined || partitions === 0)
    throw new InputError('--topic', `"${text}" is no topic`, 'write, for example, --topic orders or --topic orders:2');
  return { ...(given as Readonly<Record<string, number>>), [name]: partitions };
}
