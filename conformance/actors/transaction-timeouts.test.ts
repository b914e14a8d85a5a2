import { expect, it } from 'vitest';
import type { Action } from '../../model/action.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { worldOf } from '../../model/world.ts';
import { transactionTimeoutMs } from './transaction-timeouts.ts';

const world = worldOf(setupOf({}, 'setup'));

const send: Action = { type: 'producer.send', producer: 0, broker: 0 };
const timeOut: Action = { type: 'transaction.time-out', producer: 0 };
const initialise: Action = { type: 'producer.initialise', producer: 0 };
const timeOutOf = (ahead: readonly Action[], producer: number, id: number, of = world): number =>
  transactionTimeoutMs(of, ahead, producer, id, 900_000);
const restart = (producer: number): Action => ({ type: 'producer.restart', producer });

it('a transaction that never times out in the schedule has the longest transaction.timeout.ms that a broker takes', () => {
  expect(timeOutOf([send], 0, 0)).toBe(900_000);
  expect(timeOutOf([send, timeOut], 1, 1)).toBe(900_000);
});

it('a transaction that times out is given as long as the steps before take, a start of a process longer than others', () => {
  const short = timeOutOf([send, timeOut], 0, 0);
  expect(timeOutOf([send, send, timeOut], 0, 0)).toBeGreaterThan(short);
  expect(timeOutOf([send, restart(1), timeOut], 0, 0)).toBeGreaterThan(short + 5_000);
});

it('what a producer leaves open times out by its own transaction.timeout.ms until its next start has initialised', () => {
  expect(timeOutOf([send, restart(0), timeOut, initialise], 0, 0)).toBeLessThan(900_000);
  expect(timeOutOf([send, restart(0), initialise, timeOut], 0, 0)).toBe(900_000);
});

it('what is left open under an id that no other start has times out whenever it is due', () => {
  const perStart = worldOf(
    setupOf({ producer: { 'transactional.id': 'x' }, application: { 'transactional.ids': 'per-start' } }, 'setup'),
  );
  expect(timeOutOf([send, restart(0), initialise, timeOut], 0, 0, perStart)).toBeLessThan(900_000);
});
