import type { Case } from '../../conformance/history/findings.ts';
import type { FoundAnomaly, Judgement } from '../../conformance/history/judge.ts';
import { createColors } from '../../reports/terminal/colour.ts';
import { table } from '../../reports/terminal/table.ts';
import { count, counted } from '../../reports/words/words.ts';

const WIDTH_DEFAULT = 120;
/** Of each anomaly so many cases are shown, and of each list in them so many members. */
const EXAMPLES_MAX = 2;
const MEMBERS_MAX = 5;

/** A judgement for people: what was judged as what, a table of the anomalies, the verdict. */
export function historyText(
  name: string,
  judgement: Judgement,
  { colour, width = WIDTH_DEFAULT }: { readonly colour: boolean; readonly width?: number },
): string {
  const { anomalies, operations, configuration } = judgement;
  const { subVia, wwDeps, delivery } = configuration;
  const as = [`--sub-via ${subVia}`, ...(wwDeps ? ['--ww-deps'] : []), `--delivery ${delivery}`].join(' ');
  const rows = anomalies.map((anomaly) => [
    anomaly.name,
    count(anomaly.count),
    anomaly.legal ? 'yes' : createColors(colour).red('no'),
    examples(anomaly),
  ]);
  return [
    `${name}: ${counted(operations, 'operation')}, judged as ${as}\n`,
    rows.length === 0 ? '' : `\n${table(['anomaly', 'times', 'legal', 'for example'], rows, { colour, width })}`,
    `\n${verdictLine(judgement, colour)}\n`,
    ...notes(judgement),
  ].join('');
}

/** The verdict in one line. */
export function verdictLine({ valid, badErrorTypes, anomalies, unwritten }: Judgement, colour = false): string {
  const paint = createColors(colour);
  if (unwritten !== undefined) {
    const [{ key, value, reader }] = unwritten.records;
    const what = `${counted(unwritten.count, 'record')} ${unwritten.count === 1 ? 'was' : 'were'} read that no operation has sent`;
    return `${paint.yellow('unknown')}: ${what} (${key} ${told(value)}, by operation ${reader}): the history is not whole`;
  }
  if (valid === true) {
    return `${paint.green('valid')}: ${anomalies.length === 0 ? 'no anomaly' : 'every anomaly is legal here'}`;
  }
  return `${paint.red('invalid')}: ${badErrorTypes.join(', ')}`;
}

function examples({ cases, count: times }: FoundAnomaly): string {
  const shown = cases.slice(0, EXAMPLES_MAX).map(caseText);
  return [...shown, ...(times > shown.length ? ['…'] : [])].join('\n');
}

/** `key k0, value 3, writer 12`; operations by their index. */
function caseText(found: Case): string {
  return Object.entries(found)
    .filter(([, value]) => value !== null)
    .map(([field, value]) => `${field} ${told(value)}`)
    .join(', ');
}

function told(value: unknown): string {
  if (Array.isArray(value)) return `[${membersOf(value).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, each]) => `${name}: ${told(each)}`);
    return `{${membersOf(members).join(', ')}}`;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function membersOf(all: readonly unknown[]): string[] {
  const members = all.slice(0, MEMBERS_MAX).map(told);
  return all.length > members.length ? [...members, '…'] : members;
}

function notes({ takenForUnseen }: Judgement): string[] {
  if (takenForUnseen.length === 0) return [];
  return [
    `note: Jepsen's checker reports ${takenForUnseen.join(', ')} as unseen, which was read by the last operation: docs/histories.md says why that is wrong\n`,
  ];
}
