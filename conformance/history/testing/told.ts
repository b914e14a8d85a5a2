import type { MicroOperation, Operation, OperationType } from '../recording/operation.ts';

type Outcome = Exclude<OperationType, 'invoke'>;

/** An operation of one process, and nothing else meanwhile: its invocation and how it came out. */
export function did(
  process: number,
  value: readonly MicroOperation[],
  outcome: Outcome = 'ok',
  more: object = {},
): Operation[] {
  const f = value.every(([f]) => f === 'send') ? 'send' : value.every(([f]) => f === 'poll') ? 'poll' : 'txn';
  return [
    { type: 'invoke', process, f, value: value.map(asked) },
    { type: outcome, process, f, value, ...more },
  ];
}

/** What was asked for, of which the value told what came of it. */
function asked(micro: MicroOperation): MicroOperation {
  if (micro[0] === 'poll') return ['poll'];
  return Array.isArray(micro[2]) ? ['send', micro[1], micro[2][1] as unknown] : micro;
}

/** `assign` or `subscribe`. */
export function took(
  f: 'assign' | 'subscribe',
  process: number,
  value: readonly string[],
  outcome: Outcome = 'ok',
): Operation[] {
  return [
    { type: 'invoke', process, f, value },
    { type: outcome, process, f, value },
  ];
}

/** A member of a group has processed these values, at these offsets. */
export function processed(
  key: string,
  pairs: readonly (readonly [number, unknown])[],
  outcome: Outcome = 'ok',
  group?: string,
): Operation[] {
  return [
    { type: 'invoke', process: 9, f: 'process', value: { [key]: pairs }, group },
    { type: outcome, process: 9, f: 'process', value: { [key]: pairs }, group },
  ];
}

/** A group has committed that it goes on at `offset`. */
export function committed(key: string, offset: number, outcome: Outcome = 'ok', group?: string): Operation[] {
  return [
    { type: 'invoke', process: 9, f: 'commit', value: { [key]: offset }, group },
    { type: outcome, process: 9, f: 'commit', value: { [key]: offset }, group },
  ];
}

/** What runs at the same time: all invocations before all completions. */
export function together(...operations: readonly (readonly Operation[])[]): Operation[] {
  return [...operations.map(([invocation]) => invocation), ...operations.map(([, completion]) => completion)];
}

/** `sent('x', 0, 'a')`: a was sent to x, and got offset 0. */
export const sent = (key: string, offset: number, value: unknown): MicroOperation => ['send', key, [offset, value]];

/** `polled('x', 0, 'a', 1, 'b')`: a at offset 0 and b at 1 were polled of x. */
export function polled(key: string, ...pairs: readonly unknown[]): MicroOperation {
  const records: [number, unknown][] = [];
  for (let at = 0; at < pairs.length; at += 2) records.push([pairs[at] as number, pairs[at + 1]]);
  return ['poll', { [key]: records }];
}
