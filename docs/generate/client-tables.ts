import { CLIENT } from '../../model/client.ts';
import type { ClientSwitch, History } from '../../model/switches/switch.ts';
import { type ClientLibrary, gapsOf } from '../../setups/clients/client-library.ts';
import { LIBRARIES } from '../../setups/clients/libraries.ts';
import { PRESETS } from '../../setups/presets/presets.ts';
import type { Preset } from '../../setups/presets/preset.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { code, markdownTable } from './markdown-table.ts';

const libraries: readonly (readonly [string, ClientLibrary])[] = Object.entries(LIBRARIES);

/** What the newest version of each library has where nobody says otherwise, beside the Java client. */
export function clientDefaults(): string {
  const rows = ['java', ...libraries.map(([name]) => name)].map((name) => {
    const { producer, consumer, application, client } = setupOf(name === 'java' ? {} : { client: { library: name } });
    const covers = client.autoCommitsPreviousPoll ? 'what the poll before returned' : 'what was handed over';
    return [
      code(name),
      client.version ?? '',
      producer.acks,
      String(producer['enable.idempotence']),
      retriesWord(producer.retries),
      retriesWord(producer['max.in.flight.requests.per.connection']),
      consumer['isolation.level'],
      consumer['auto.offset.reset'],
      consumer['partition.assignment.strategy'],
      {
        auto: covers,
        'after-processing': 'what was processed',
        'before-processing': 'a record before it is handed over',
        transaction: '',
      }[application.commit],
    ];
  });
  const head = [
    '`client`',
    'version',
    'acks',
    'idempotence',
    'retries',
    'in flight',
    'isolation',
    'reset',
    'rebalances',
    'an automatic commit covers',
  ];
  return markdownTable(head, rows);
}

const retriesWord = (count: number): string => (count >= 1_000_000 ? 'no limit' : String(count));

/** What each library has otherwise than the Java client, through its versions. */
export const clientBugs = (): string =>
  markdownTable(
    ['`client`', 'switch', 'through its versions', 'it is about'],
    libraries.flatMap(([name, { client, batches = {}, plainProducer = {}, unheard = {}, storing = {} }]) =>
      Object.entries<ClientSwitch>(CLIENT).flatMap(([key, { does }]) =>
        [client, batches, plainProducer, unheard, storing].flatMap((table, index) => {
          const history = (table as Readonly<Record<string, History | undefined>>)[key];
          if (history === undefined) return [];
          const where = [
            '',
            ' (taking several records at a time)',
            ' (without idempotence)',
            ' (with `rebalance.listener: false`)',
            ' (storing offsets after processing)',
          ][index];
          return [[code(name), code(key) + where, ofVersions(history), does]];
        }),
      ),
    ),
  );

/** `false`; `false, true from 1.9.0`. */
const ofVersions = ([[first], ...changes]: History): string =>
  [code(String(first)), ...changes.map(([value, since]) => `${code(String(value))} from ${since}`)].join(', ');

/** What is not known of a library, or not in the machine, and where the rest is from. */
export const clientGaps = (): string =>
  markdownTable(
    ['`client`', 'what is not known, or not in the machine', 'sources'],
    libraries.map(([name, library]) => [code(name), gapsOf(library).join('; '), library.sources.join(' ')]),
  );

/** The presets with what they stand for. */
export const presets = (): string =>
  markdownTable(
    ['`application.preset`', 'what it is', 'stands for', 'faults', 'taken for granted', 'hazards and claims'],
    Object.entries<Preset>(PRESETS).map(([name, { means, source, client, keys, faults, taken = [], see }]) => [
      code(name),
      `[${means}](${source})`,
      [
        ...(client === undefined ? [] : [code(`client: ${client}`)]),
        ...Object.entries(keys).flatMap(([section, values]) =>
          Object.entries(values).map(([key, value]) => code(`${section}.${key}: ${value}`)),
        ),
      ].join(' '),
      faults === undefined ? 'everyday' : faults.map(code).join(' '),
      taken.join('; '),
      see.join(', '),
    ]),
  );
