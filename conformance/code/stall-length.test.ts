import { expect, it } from 'vitest';
import type { BrokerTimer, Fault } from '../../stage/deviation.ts';
import { API } from '../../wire/api-keys.ts';
import { requestPayload } from '../../wire/request-header.ts';
import { joinGroupApi } from '../../wire/messages/join-group.ts';
import { BrokerTimers } from './stall-length.ts';

const stall = (...timers: BrokerTimer[]): Fault => ({ kind: 'consumer.stall', timers });

function timersOf(sessionTimeoutMs: number, rebalanceTimeoutMs: number): BrokerTimers {
  const body = joinGroupApi.requestBody(1, {
    groupId: 'shop',
    sessionTimeoutMs,
    rebalanceTimeoutMs,
    memberId: '',
    protocolType: 'consumer',
    protocols: [],
  });
  const timers = new BrokerTimers();
  timers.hear(requestPayload({ apiKey: API.JoinGroup, apiVersion: 1, correlationId: 1, clientId: 'shop' }, body));
  return timers;
}

it('a process stands still for longer than the session that it has asked for, or too short for that', () => {
  expect(timersOf(30_000, 60_000).stallMs(stall('session'), [stall(), stall('session')])).toBe(45_000);
  expect(timersOf(30_000, 60_000).stallMs(stall(), [stall(), stall('session')])).toBe(15_000);
});

it('one timer alone cannot run out where another is as short: the brokers have a real clock', () => {
  const possible = [stall(), stall('session'), stall('rebalance'), stall('session', 'rebalance')];
  expect(() => timersOf(30_000, 60_000).stallMs(stall('rebalance'), possible)).toThrow(/the session time-out runs out/);
  expect(() => timersOf(30_000, 35_000).stallMs(stall('session'), possible)).toThrow(/the rebalance time-out/);
  expect(timersOf(30_000, 60_000).stallMs(stall('session', 'rebalance'), possible)).toBe(75_000);
});
