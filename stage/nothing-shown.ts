import { InputError } from '../setups/input-error.ts';
import type { Ledger } from './ledger.ts';
import { wordsOf } from './last-words.ts';
import type { OpenedTrial } from './opened-trial.ts';
import { unsetIn } from './process/unset-variables.ts';
import { placeOf } from './process/source/user-line.ts';
import type { RunResult } from './run-result.ts';
import { topicPartition } from './topic-partition.ts';

/** `mode` of @platformatic/kafka is 'latest' where it is left out, and then nobody looks at commits (`clients/consumer/messages-stream.js`). */
const BEGINNING =
  "let a group that has committed nothing begin at the beginning: `fromBeginning: true` of kafkajs, `mode: 'committed', fallbackMode: 'earliest'` of @platformatic/kafka, auto.offset.reset=earliest";
const COMPLAINS = 'mend what it complains of, or ';

type Shown = Pick<RunResult, 'points' | 'trace' | 'ledger' | 'lastWords' | 'unset'>;

/**
 * Why there is nothing to judge in a program whose run without faults has shown nothing: the place, the reason, the way out.
 *
 * @param joinedAgain the groups that its consumers join where a process starts again.
 */
export function nothingShown(
  {
    name,
    records,
    topics,
    readBy = [],
    wayOut,
  }: Pick<OpenedTrial, 'name' | 'records' | 'topics' | 'readBy' | 'wayOut'>,
  shown: Shown,
  joinedAgain: readonly string[] = [],
): InputError {
  if (records === 0)
    return new InputError(name, 'it has no input', 'say which records lie in which topic: input: { topic: "orders" }');
  const { ledger, lastWords } = shown;
  const read = [...new Set(ledger.fetched.map((one) => one.topic))];
  const where = topics.join(', ');
  if (read.length > 0 && !topics.some((topic) => read.includes(topic)))
    return new InputError(
      name,
      `nobody reads topic ${where}, in which its records lie; what it reads is ${read.join(', ')}`,
      `let it subscribe to ${where}, or have the records where it reads: input: { topic: ${JSON.stringify(read[0])} }`,
    );
  const died = ledger.lives.find(({ reason }) => reason !== undefined);
  if (died !== undefined) return endedBefore(name, shown, died);
  const fresh = joinedAgain.filter((group) => ledger.joined?.includes(group) === false);
  if (beginsBehind(ledger) && fresh.length > 0)
    return new InputError(
      name,
      `its consumer begins at the end of ${where}, as a group that is another at each start (${ledger.joined?.join(', ')}, then ${fresh[0]}) and has read nothing ever: what comes while it is down is lost, and so is what it was sent and had not done when it ended`,
      `give the group an id that stays, and ${BEGINNING}; or see what it loses: input: { afterStart: true }`,
    );
  const unasked = readBy.filter((group) => ledger.joined?.includes(group));
  if (beginsBehind(ledger) && unasked.length > 0)
    return new InputError(
      name,
      `its consumer begins at the end of ${where} at each start, whatever its group has committed (${unasked.join(', ')} has read the topic before): what comes while it is down is lost, and so is what it was sent and had not done when it ended`,
      "let it begin where its group has left off: `mode: 'committed'` of @platformatic/kafka, whose default is 'latest'; or see what it loses: input: { afterStart: true }",
    );
  if (beginsBehind(ledger))
    return new InputError(
      name,
      `its consumer begins at the end of ${where}, behind the records that lie there when it starts`,
      `${BEGINNING}; or let the trial say which groups have read the topic before: input: { readBy: ["shop"] }, or that its records come after the program has started, which shows what it loses until its group has committed: input: { afterStart: true }`,
    );
  const nothing = `without any fault no record of topic ${where} comes to anything that is seen outside of the program`;
  const mend = lastWords === undefined ? '' : COMPLAINS;
  const line = ledger.lives.findLast((life) => life.line !== undefined)?.line;
  const place = line ? placeOf(line) : name;
  const unknown = [...new Set(ledger.outcomes.map(({ what }) => what))];
  if (unknown.length > 0)
    return new InputError(
      place,
      `${nothing}: there is none in what ${unknown.join(', ')} ${unknown.length === 1 ? 'has' : 'have'}${wordsOf(lastWords)}`,
      `${mend}let the id of the record be in it as one text, in bytes, gzip or base64 too; in what is hashed, or taken apart, nobody knows it again`,
    );
  // What only sends is asked for nothing: it has its records from elsewhere.
  const [unread, subscribe] =
    read.length > 0 ? ['', ''] : [': no consumer has asked for any', `let a consumer subscribe to ${where}, or `];
  return new InputError(place, `${nothing}${unread}${wordsOf(lastWords)}`, `${mend}${subscribe}${wayOut}`);
}

function endedBefore(
  name: string,
  { trace, points, lastWords, unset }: Shown,
  { end, reason, process }: Ledger['lives'][number],
) {
  const ended = trace.find((step) => step.text === `${end}: ${reason}`);
  const waited = points.findLast((point) => point.process === process && point.line !== undefined);
  // What a client library throws may have none of the user's lines in its stack: then it is the last at which the program waited.
  const line = ended?.line ?? waited?.line;
  const what =
    end === 'threw' ? `it ends by an exception that nobody catches, ${reason}` : `it ends with exit code ${reason}`;
  // Of an exception the last words are what it is; of a command its end has them.
  const isSaid = end === 'threw' || (lastWords !== undefined && reason?.includes(lastWords));
  const words = isSaid ? '' : wordsOf(lastWords);
  return new InputError(
    line === undefined ? name : placeOf(line),
    `${what}, before any record has come to anything${words}`,
    (reason === '0'
      ? `${lastWords === undefined ? '' : COMPLAINS}let it wait for records: nothing kept it alive`
      : 'mend that: nothing had gone wrong yet') + unsetIn(unset),
  );
}

/** Whether nobody has asked for a record, or for any before it, and somebody for what comes after it. */
export const beginsBehind = ({ records, fetched }: Ledger): boolean =>
  records.every((record) => {
    const readers = fetched.filter((one) => topicPartition(one) === topicPartition(record));
    return readers.length > 0 && readers.every(({ from }) => from > record.offset);
  });
