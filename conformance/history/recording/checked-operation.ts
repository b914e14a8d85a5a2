import { MalformedOperation } from './malformed-operation.ts';
import { FUNCTIONS, OPERATION_TYPES, type Operation } from './operation.ts';

const FORM =
  'write an operation as {"type": "ok", "process": 0, "f": "poll", "value": [["poll", {"k0": [[0, "a"]]}]]}; docs/histories.md has all of them';

/**
 * An operation, from JSON.
 *
 * @throws {MalformedOperation} when it is none.
 */
export function checkedOperation(json: unknown): Operation {
  if (!isObject(json)) {
    throw new MalformedOperation(
      `an operation is an object, and this is ${nameOf(json)}`,
      Array.isArray(json) ? 'write one operation a line, without a list around them' : FORM,
    );
  }
  if (typeof json.process !== 'number' && typeof json.process !== 'string') {
    throw new MalformedOperation(`"process" is ${nameOf(json.process)}`, 'say who acts, by a whole number');
  }
  // What no client does is none of ours: Jepsen's nemesis has functions without end.
  if (!Number.isInteger(json.process)) return json as unknown as Operation;
  oneOf('type', json.type, OPERATION_TYPES);
  oneOf('f', json.f, FUNCTIONS);
  if (json.index !== undefined && !isNatural(json.index)) {
    throw new MalformedOperation(`"index" is ${nameOf(json.index)}`, 'number the operations from 0, or leave it out');
  }
  if (json.time !== undefined && typeof json.time !== 'number') {
    throw new MalformedOperation(`"time" is ${nameOf(json.time)}`, 'give nanoseconds, or leave it out');
  }
  checkValue(json);
  return json as unknown as Operation;
}

function checkValue(json: Json): void {
  switch (json.f) {
    case 'send':
    case 'poll':
    case 'txn':
      checkMicroOperations(json.f, json.value);
      checkRebalanceLog(json['rebalance-log']);
      return;
    case 'assign':
    case 'subscribe':
      if (Array.isArray(json.value) && json.value.every(isKey)) return;
      throw new MalformedOperation(
        `the value of ${quoted(json.f)} is no list of partitions`,
        'write their names, as ["k0", "k1"]',
      );
    case 'process':
      checkGroup(json.group);
      checkRecords(json.value, '"process"');
      return;
    case 'commit':
      checkGroup(json.group);
      if (isObject(json.value) && Object.values(json.value).every(isNatural)) return;
      throw new MalformedOperation(
        'the value of "commit" is not an offset for each partition',
        'write the next offset to read, as {"k0": 3}',
      );
    default:
  }
}

function checkMicroOperations(f: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (!Array.isArray(value)) {
    throw new MalformedOperation(
      `the value of ${quoted(f)} is ${nameOf(value)}`,
      'write a list of sends and polls, as [["send", "k0", "a"], ["poll"]]',
    );
  }
  for (const each of value as readonly unknown[]) {
    if (!Array.isArray(each) || (each[0] !== 'send' && each[0] !== 'poll')) {
      throw new MalformedOperation(
        `${JSON.stringify(each)} is neither a send nor a poll`,
        'write ["send", "k0", "a"] or ["poll"]',
      );
    }
    if (f !== 'txn' && each[0] !== f) {
      throw new MalformedOperation(`a ${String(each[0])} stands in a "${f}"`, 'call what has both a "txn"');
    }
    if (each[0] === 'send') checkSend(each);
    else if (each.length > 1 && each[1] !== null) checkRecords(each[1], 'a poll');
  }
}

function checkSend(send: readonly unknown[]): void {
  if (send.length !== 3 || !isKey(send[1])) {
    throw new MalformedOperation(
      `${JSON.stringify(send)} does not name a partition and a value`,
      'write ["send", "k0", "a"], or ["send", "k0", [3, "a"]] once the offset is known',
    );
  }
  if (Array.isArray(send[2])) checkPair(send[2], 'a send');
}

function checkRecords(value: unknown, whose: string): void {
  if (!isObject(value)) {
    throw new MalformedOperation(
      `what ${whose} has is ${nameOf(value)}`,
      'write the records of each partition, as {"k0": [[0, "a"]]}',
    );
  }
  for (const key in value) {
    const pairs = value[key];
    if (!Array.isArray(pairs)) {
      throw new MalformedOperation(
        `what ${whose} has of ${quoted(key)} is ${nameOf(pairs)}`,
        'write a list of offsets with values, as [[0, "a"], [1, "b"]]',
      );
    }
    for (const pair of pairs as readonly unknown[]) checkPair(pair, whose);
  }
}

function checkPair(pair: unknown, whose: string): void {
  if (Array.isArray(pair) && pair.length === 2 && (pair[0] === null || Number.isSafeInteger(pair[0]))) return;
  throw new MalformedOperation(
    `${JSON.stringify(pair)} in ${whose} is no offset with a value`,
    'write [3, "a"], or [null, "a"] where the offset is not known',
  );
}

function checkRebalanceLog(log: unknown): void {
  if (log === undefined || log === null) return;
  const sound =
    Array.isArray(log) && log.every((entry) => isObject(entry) && Array.isArray(entry.keys) && entry.keys.every(isKey));
  if (!sound) {
    throw new MalformedOperation(
      '"rebalance-log" is no list of rebalances',
      'write [{"keys": ["k0"]}], or leave it out',
    );
  }
}

function checkGroup(group: unknown): void {
  if (group === undefined || typeof group === 'string') return;
  throw new MalformedOperation(`"group" is ${nameOf(group)}`, 'give the name of the group as text, or leave it out');
}

function oneOf(field: string, value: unknown, known: readonly string[]): void {
  if (typeof value === 'string' && known.includes(value)) return;
  throw new MalformedOperation(`"${field}" is ${nameOf(value)}`, `give one of: ${known.join(', ')}`);
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isKey = (value: unknown): boolean => typeof value === 'string' || Number.isSafeInteger(value);
const isNatural = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const quoted = (text: unknown): string => JSON.stringify(text);

function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return JSON.stringify(value);
}
