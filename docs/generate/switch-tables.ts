import { CLIENT } from '../../model/client.ts';
import { PROTOCOL } from '../../model/protocol.ts';
import type { ClientSwitch, History, ProtocolSwitch, Source } from '../../model/switches/switch.ts';
import { code, markdownTable } from './markdown-table.ts';

const switches: readonly (readonly [string, ProtocolSwitch])[] = Object.entries(PROTOCOL);

/** What differs between the versions of Kafka. */
export const protocolSwitches = (): string =>
  markdownTable(
    ['switch', 'since', 'KIP or issue', 'what it does', 'without it'],
    switches
      .filter(([, { sources }]) => sources.length > 0)
      .map(([name, { history, mended, sources, does, otherwise }]) => [
        code(name),
        mended ?? historyWords(history),
        sources.map(link).join(', '),
        does,
        otherwise,
      ]),
  );

/** What no version of Kafka was ever without. */
export const mechanisms = (): string =>
  markdownTable(
    ['switch', 'when false'],
    switches.filter(([, { sources }]) => sources.length === 0).map(([name, { otherwise }]) => [code(name), otherwise]),
  );

/** What other client libraries did otherwise. */
export const clientSwitches = (): string =>
  markdownTable(
    ['switch', 'library', 'what goes wrong', 'the way out'],
    Object.entries<ClientSwitch>(CLIENT).flatMap(([name, { bugs }]) =>
      bugs.map(({ value, found, wrong, fix }) => [
        code(`${name}: ${value}`),
        found
          .map(({ library, versions, issues }) => `${library} ${versions}${issues === undefined ? '' : ` (${issues})`}`)
          .join('; '),
        wrong,
        fix,
      ]),
    ),
  );

/** `2.0.1`; `off from 2.0, on from 3.9.1`; `` `kip-279` from 2.0``. */
export function historyWords([, ...changes]: History): string {
  const [only] = changes;
  if (changes.length === 1 && only[0] === true) return releases(only);
  return changes.map((change) => `${valueWord(change[0])} from ${releases(change)}`).join(', ');
}

const releases = ([, ...since]: readonly [unknown, ...string[]]): string => since.join(', ');

const valueWord = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : code(String(value));

const link = (source: Source): string =>
  source.startsWith('KAFKA-') ? `[${source}](https://issues.apache.org/jira/browse/${source})` : source;
