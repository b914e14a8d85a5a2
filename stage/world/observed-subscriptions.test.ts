import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import { writeSubscription } from '../../wire/messages/consumer-protocol.ts';
import type { Arrived } from '../cluster/arrived.ts';
import type { SourceLine } from '../decision-point.ts';
import type { Answered } from '../process/network/witness.ts';
import type { Life } from '../process/time/life.ts';
import { ObservedSubscriptions } from './observed-subscriptions.ts';

const joining = (groupId: string, metadata: Buffer, protocolType = 'consumer'): Arrived => ({
  ticket: 0,
  broker: 0,
  apiKey: API.JoinGroup,
  version: 5,
  clientId: null,
  body: { groupId, protocolType, protocols: [{ name: 'range', metadata }] },
});

it('a group is mixed whose members want other topics than one another, whatever their order', () => {
  const subscriptions = new ObservedSubscriptions();
  subscriptions.received(joining('shop', writeSubscription(['orders', 'payments'])));
  subscriptions.received(joining('shop', writeSubscription(['payments', 'orders'])));
  subscriptions.received(joining('mail', writeSubscription(['orders'])));
  expect(subscriptions.mixed).toEqual([]);
  subscriptions.received(joining('mail', writeSubscription(['payments'])));
  // What it says to its leader is a client's own.
  subscriptions.received(joining('shop', Buffer.from([7])));
  subscriptions.received(joining('shop', writeSubscription(['tasks']), 'connect'));
  expect(subscriptions.mixed).toEqual(['mail']);
});

it('each life of a process began to consume at the line that waits for its first JoinGroup', () => {
  const subscriptions = new ObservedSubscriptions();
  const life = { process: 0, incarnation: 1 } as Life;
  const lineAt = (line: number): SourceLine => ({ file: 'a.ts', line, column: 3 });
  const joined = (line?: SourceLine): void =>
    subscriptions.answered({
      life,
      request: joining('shop', Buffer.alloc(0)),
      body: {},
      at: 0,
      line,
    } as unknown as Answered);
  joined();
  expect(subscriptions.joinedBy).toEqual([]);
  joined(lineAt(7));
  joined(lineAt(9));
  expect(subscriptions.joinedBy).toEqual([{ process: 0, incarnation: 1, line: lineAt(7) }]);
});
