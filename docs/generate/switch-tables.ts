import { CLIENT } from '../../model/client.ts';
import { PROTOCOL } from '../../model/protocol.ts';
import type { ClientSwitch, History, ProtocolSwitch, Source } from '../../model/switches/switch.ts';
import { sourceUrl } from '../../reports/words/source-url.ts';
import { UNRELEASED } from '../../setups/release.ts';
import { code, markdownTable } from './markdown-table.ts';

const switches: readonly (readonly [string, ProtocolSwitch])[] = Object.entries(PROTOCOL);

/** What differs between the versions of Kafka. */
export const protocolSwitches = (): string =>
  markdownTable(
    ['switch', 'since', 'side', 'KIP or issue', 'what it does', 'without it', 'decided by'],
    switches
      .filter(([, { sources }]) => sources.length > 0)
      .map(([name, entry]) => [
        code(name),
        entry.needs === undefined ? historyWords(entry.history) : `${historyWords(entry.history)}, with ${entry.needs}`,
        sideWords(entry),
        entry.sources.map(link).join(', '),
        entry.does,
        entry.otherwise,
        entry.decided,
      ]),
  );

/** What no version of Kafka was ever without. */
export const mechanisms = (): string =>
  markdownTable(
    ['switch', 'when false', 'decided by'],
    switches
      .filter(([, { sources }]) => sources.length === 0)
      .map(([name, { otherwise, decided }]) => [code(name), otherwise, decided]),
  );

/** What other client libraries did otherwise. */
export const clientSwitches = (): string =>
  markdownTable(
    ['switch', 'library', 'what goes wrong', 'the way out', 'decided by'],
    Object.entries<ClientSwitch>(CLIENT).flatMap(([name, { bugs, does, differs }]) => [
      ...(differs === undefined ? [] : [[code(`${name}: false`), differs, `it is not so that ${does}`, '–', '']]),
      ...bugs.map(({ value, found, wrong, fix }) => [
        code(`${name}: ${value}`),
        found
          .map(({ library, versions, issues }) => `${library} ${versions}${issues === undefined ? '' : ` (${issues})`}`)
          .join('; '),
        wrong,
        fix,
        found.map(({ decided }) => decided).join('; '),
      ]),
    ]),
  );

/** `2.0.1`; `off from 2.0, on from 3.9.1`; `` `kip-279` from 2.0``; `always` and `never` where nothing changed. */
function historyWords([[first], ...changes]: History): string {
  const [only] = changes;
  if (only === undefined) return first === true ? 'always' : 'never';
  if (changes.length === 1 && only[0] === true) return releases(only);
  return changes.map((change) => `${valueWord(change[0])} from ${releases(change)}`).join(', ');
}

const releases = ([, ...since]: readonly [unknown, ...string[]]): string =>
  since.map((release) => (release === UNRELEASED ? `${release} (unreleased)` : release)).join(', ');

const sideWords = ({ side, ofTransactions }: ProtocolSwitch): string =>
  ofTransactions === undefined ? side : `${side}; ${ofTransactions} with a transactional id`;

const valueWord = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : code(String(value));

function link(source: Source): string {
  const url = sourceUrl(source);
  return url === undefined ? source : `[${source}](${url})`;
}
