import { expect, it } from 'vitest';
import { EventQueue, type Scheduled } from './event-queue.ts';
import { Chance } from './chance.ts';

it('gives events by their time, of two at one time the earlier put, and none that was cancelled', () => {
  const queue = new EventQueue<Scheduled>();
  const chance = new Chance('queue');
  const put = Array.from({ length: 500 }, (_, order) => ({
    time: chance.between(0, 50),
    order,
    cancelled: chance.next() < 0.2,
  }));
  for (const event of put) queue.put(event);
  const taken: Scheduled[] = [];
  for (let event = queue.take(); event !== undefined; event = queue.take()) taken.push(event);
  const expected = put.filter(({ cancelled }) => !cancelled).sort((a, b) => a.time - b.time || a.order - b.order);
  expect(taken).toEqual(expected);
  expect(taken.length).toBeLessThan(500);
});
