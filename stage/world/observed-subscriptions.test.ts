import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import { writeSubscription } from '../../wire/messages/consumer-protocol.ts';
import type { Arrived } from '../cluster/arrived.ts';
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
