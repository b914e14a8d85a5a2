import { inspect } from 'node:util';
import { InputError } from '../../setups/input-error.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import type { InputRecord } from '../ledger.ts';
import { markerOf } from '../process/markers.ts';
import type { Input } from '../trial.ts';

/** A record of the input, and the batch in which it is written. */
export interface InputBatch {
  readonly record: InputRecord;
  readonly bytes: Buffer;
}

/**
 * What lies in the input topic when a program starts, in the order in which it is written: dealt over the partitions in turn.
 *
 * @throws {InputError} where the trial's own functions make keys or values that are of no use.
 */
export function inputBatches(input: Input, partitions: number, count: number): readonly InputBatch[] {
  const { topic, key = (id) => id, value = (id) => id, expects, headers = {} } = input;
  return Array.from({ length: count }, (_, index) => {
    const id = markerOf(index);
    const text = made(
      'input: key',
      id,
      () => key(id),
      (one) => one === null || typeof one === 'string',
      A_TEXT,
    );
    const body = made(
      'input: value',
      id,
      () => value(id),
      (one) => typeof one === 'string' && one.includes(id),
      A_TEXT,
    );
    const outcomes = expects && made('input: expects', id, () => expects(id), isTexts, 'a list of names of outcomes');
    const record = {
      offset: 0,
      key: text === null ? null : Buffer.from(text),
      value: Buffer.from(body),
      headers: Object.entries(headers).map(([name, one]) => ({ key: name, value: Buffer.from(one) })),
    };
    return {
      record: {
        id,
        topic,
        partition: index % partitions,
        offset: Math.floor(index / partitions),
        ...(outcomes ? { expects: outcomes } : {}),
      },
      bytes: writeBatch({ records: [record] }),
    };
  });
}

const A_TEXT = 'a text with the id in it, such as `(id) => JSON.stringify({ id })`';

const isTexts = (made: unknown): boolean => Array.isArray(made) && made.every((one) => typeof one === 'string');

/** What a trial's own function makes of the id of a record. @throws {InputError} where that is of no use. */
function made<T>(place: string, id: string, make: () => T, isOfUse: (made: unknown) => boolean, takes: string): T {
  let one: T;
  try {
    one = make();
  } catch (error) {
    throw new InputError(place, `it throws for ${id}: ${String(error)}`, `let it return ${takes}`);
  }
  if (!isOfUse(one)) throw new InputError(place, `of ${id} it makes ${inspect(one)}`, `let it return ${takes}`);
  return one;
}
