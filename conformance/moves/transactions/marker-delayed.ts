import type { ActionOf } from '../../../model/action.ts';
import { takeMarker } from './transaction-markers.ts';
import type { Move } from '../move.ts';

/** The coordinator's connection breaks; it will ask once more. What was under way is kept, to arrive late. */
export const markerDelayed: Move<ActionOf<'marker.delayed'>> = async (
  testbed,
  { action: { producer: id, partition }, before },
) => {
  const marker = { id, partition };
  const { frame, payload } = await takeMarker(testbed, marker);
  testbed.markers.keep(marker, before.transactions[id].transaction, payload);
  testbed.gate.cut({ link: frame.link });
};
