import { inspect } from 'node:util';
import { InputError } from '../../setups/input-error.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import type { InputRecord } from '../ledger.ts';
import { markerOf } from '../process/markers.ts';
import type { Content, Input } from '../trial.ts';

/** Two have an order, and one is behind the other. */
const RECORDS_DEFAULT = 2;

/** A record of the input, and the batch in which it is written. */
export interface InputBatch {
  readonly record: InputRecord;
  readonly bytes: Buffer;
}

/** How many records there are in all. */
export const recordsIn = (inputs: readonly Input[]): number =>
  inputs.reduce((sum, { records = RECORDS_DEFAULT }) => sum + records, 0);

/**
 * What lies in topics when a program starts, in the order in which it is written: a record of each topic in turn, those of a topic dealt over
 * its partitions in turn. Of fewer records it is the first ones.
 *
 * @param partitions of each topic.
 * @param how `writtenAt`: milliseconds since 1970, the time that stands in them.
 * @throws {InputError} where the trial's own functions make keys or values that are of no use.
 */
export function inputBatches(
  inputs: readonly Input[],
  partitions: Readonly<Record<string, number>>,
  { count, writtenAt }: { readonly count: number; readonly writtenAt: number },
): readonly InputBatch[] {
  const written = new Map<string, number>();
  const all = inTurn(inputs)
    .slice(0, count)
    .map(({ id, input, at }) => ({ id, topic: input.topic, made: madeOf(input, id, at) }));
  const tombstones = all.filter(({ made: { value } }) => value === null);
  return all.map(({ id, topic, made }) => {
    const under = made.value === null ? [] : tombstones.filter((one) => has(made.key, one.id)).map((one) => one.id);
    const before = written.get(topic) ?? 0;
    written.set(topic, before + 1);
    const place = { partition: before % partitions[topic], offset: Math.floor(before / partitions[topic]) };
    return batchOf(made, { id, topic, ...place, ...(under.length === 0 ? {} : { under }) }, writtenAt);
  });
}

/** A record by its id, and where in the trial its input stands. */
interface Turn {
  readonly id: string;
  readonly input: Input;
  /** `input`; of several `input: 1`. */
  readonly at: string;
}

/** All records, one of each input in turn for as long as it has any. */
export function inTurn(inputs: readonly Input[]): Turn[] {
  const placed = inputs.map((input, index) => ({ input, at: inputs.length === 1 ? 'input' : `input: ${index}` }));
  const turns = Math.max(0, ...inputs.map(({ records = RECORDS_DEFAULT }) => records));
  return Array.from({ length: turns }, (_, turn) =>
    placed.filter(({ input: { records = RECORDS_DEFAULT } }) => turn < records),
  )
    .flat()
    .map((one, index) => ({ id: markerOf(index), ...one }));
}

/** What the trial's own functions make of a record. */
export type Made = ReturnType<typeof madeOf>;

/** @param at where the input stands. @throws {InputError} where what they make is of no use. */
export function madeOf(
  { key = (one) => one, value = (one) => one, headers = {}, expects }: Input,
  id: string,
  at: string,
) {
  const ofKey = made(`${at}: key`, id, () => key(id), isContent, A_KEY);
  const ofValue = made(
    `${at}: value`,
    id,
    () => value(id),
    (one) => isContent(one) && (one === null || has(one, id)),
    A_CONTENT,
  );
  if (ofValue === null && !has(ofKey, id))
    throw new InputError(
      `${at}: key`,
      `of ${id}, whose value is null, it makes ${inspect(ofKey)}`,
      'let the key of a tombstone have the id in it: nothing else says which record it is',
    );
  return {
    key: ofKey,
    value: ofValue,
    headers:
      typeof headers === 'function'
        ? made(`${at}: headers`, id, () => headers(id), isTextsByName, 'an object of texts')
        : headers,
    expects: expects && made(`${at}: expects`, id, () => expects(id), isTexts, 'a list of names of outcomes'),
  };
}

function batchOf(
  { key, value, headers, expects }: Made,
  named: Omit<InputRecord, 'expects'>,
  timestamp: number,
): InputBatch {
  const record = {
    offset: 0,
    timestamp,
    key: bytesOf(key),
    value: bytesOf(value),
    headers: Object.entries(headers).map(([name, one]) => ({ key: name, value: Buffer.from(one) })),
  };
  return {
    record: { ...named, ...(expects ? { expects } : {}) },
    bytes: writeBatch({ records: [record] }),
  };
}

const bytesOf = (content: Content | null): Buffer | null => (content === null ? null : Buffer.from(content));

const has = (content: Content | null, id: string): boolean => bytesOf(content)?.includes(id) === true;

const A_KEY = 'a text, bytes, or null';

const A_CONTENT =
  'a text or bytes (a Buffer or Uint8Array) with the id in it, such as `(id) => JSON.stringify({ id })`';

const isContent = (one: unknown): one is Content | null =>
  one === null || typeof one === 'string' || one instanceof Uint8Array;

const isTexts = (one: unknown): boolean => Array.isArray(one) && one.every((text) => typeof text === 'string');

/** An object that is nothing else: what a promise or a map holds is not among its values. */
const isTextsByName = (one: unknown): boolean =>
  Object.prototype.toString.call(one) === '[object Object]' && isTexts(Object.values(one as object));

/** What a trial's own function makes of the id of a record. @throws {InputError} where that is of no use. */
function made<T>(place: string, id: string, make: () => T, isOfUse: (one: unknown) => boolean, takes: string): T {
  let one: T;
  try {
    one = make();
  } catch (error) {
    throw new InputError(place, `it throws for ${id}: ${String(error)}`, `let it return ${takes}`);
  }
  if (!isOfUse(one)) throw new InputError(place, `of ${id} it makes ${inspect(one)}`, `let it return ${takes}`);
  return one;
}
