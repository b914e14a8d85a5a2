import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import { Life } from '../process/time/life.ts';
import type { Answered } from '../process/network/witness.ts';
import { brokersPace } from './brokers-pace.ts';
import { ObservedClients } from './observed-clients.ts';

const SESSION_MS = 45_000;

/** How long the session of a member still lasts, so long after it began. */
function sessionOf(memberId: string, { waitedMs, asked = [] }: { waitedMs: number; asked?: readonly string[] }) {
  const life = new Life(0, 0, 's', { ended: () => {} });
  const clients = new ObservedClients();
  const answered = (apiKey: number, named: string, body: object) =>
    clients.answered({ life, request: { apiKey, body: { memberId: named } }, body } as unknown as Answered);
  answered(API.JoinGroup, '', { memberId: 'm' });
  for (const named of asked) answered(API.Heartbeat, named, {});
  const stage = {
    lives: [life],
    progressed: 0,
    time: { now: 60_000, schedule: () => null as never, kept: (run: () => void) => run, release: () => {} },
  };
  const left = brokersPace(stage, { groups: [] }, clients);
  return left(
    { id: 'x', afterMs: SESSION_MS, event: { type: 'member.session-time-out', group: 'g', memberId } },
    waitedMs,
  );
}

it('ends the session of a member that never heard its name, some seconds after it was named, however long nothing new has happened', () => {
  expect(sessionOf('m', { waitedMs: 6000 })).toBe(0);
  expect(sessionOf('m', { waitedMs: 3000 })).toBeGreaterThan(0);
});

it('lets that of a member that has named itself pass as it says', () => {
  expect(sessionOf('m', { waitedMs: 6000, asked: ['m'] })).toBeGreaterThan(0);
});
