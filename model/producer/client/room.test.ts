import { expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import { replicated, story } from '../../testing/story.ts';
import { hasRoom } from './room.ts';
import { batch, request } from './testing/batches.ts';

/** Whether there is room for a batch of partition 0 to broker 0, with requests in flight: broker and partition of each. */
function roomBeside(inFlight: readonly (readonly [number, number])[], max: number, more: SetupDraft = {}): boolean {
  const producer = { 'max.in.flight.requests.per.connection': max, 'enable.idempotence': false };
  const { world, state } = story(replicated(2, 1, { topic: { partitions: 2 }, ...more, producer }));
  const requests = inFlight.map(([broker, partition]) => request('wire', batch(0, { partition }), broker));
  return hasRoom(world, { ...state.producers[0], inFlight: requests }, 0, 0);
}

it('a connection has room for so many requests, whatever is on others', () => {
  expect([roomBeside([], 1), roomBeside([[0, 1]], 1), roomBeside([[1, 1]], 1)]).toEqual([true, false, true]);
  expect([
    roomBeside([[0, 1]], 2),
    roomBeside(
      [
        [0, 1],
        [0, 0],
      ],
      2,
    ),
  ]).toEqual([true, false]);
});

it('a partition has room for one where a connection has, whichever broker its last one went to (KAFKA-3197)', () => {
  expect([roomBeside([[1, 0]], 1), roomBeside([[1, 0]], 2)]).toEqual([false, true]);
  expect(roomBeside([[1, 0]], 1, { protocol: { clientMutesPartition: false } })).toBe(true);
});
