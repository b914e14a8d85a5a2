import { expect, it } from 'vitest';
import { transactionTimeoutMs } from './transaction-timeouts.ts';

it('a transaction that never times out in the schedule has the longest transaction.timeout.ms that a broker takes', () => {
  expect(transactionTimeoutMs([{ type: 'producer.send', producer: 0, broker: 0 }], 0)).toBe(900_000);
});

it('a transaction that times out is given as long as the steps before take, a start of a process longer than others', () => {
  const send = { type: 'producer.send', producer: 0, broker: 0 } as const;
  const restart = { type: 'producer.restart', producer: 1 } as const;
  const timeOut = { type: 'transaction.time-out', producer: 0 } as const;
  const short = transactionTimeoutMs([send, timeOut], 0);
  expect(transactionTimeoutMs([send, send, timeOut], 0)).toBeGreaterThan(short);
  expect(transactionTimeoutMs([send, restart, timeOut], 0)).toBeGreaterThan(short + 5_000);
  expect(transactionTimeoutMs([send, timeOut], 1)).toBe(900_000);
});
