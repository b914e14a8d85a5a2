import type { World } from '../model/world.ts';

/**
 * How long a member may stand still. A loop that is slow is enough, but where the network thread acts by itself: a member
 * that it takes out of the group joins again in poll() alone (`transitionToStale`), and after a pause of the whole process
 * it does so in the background.
 */
export const patienceWith = (world: World): string =>
  world.rejoinsInBackground ? 'group.consumer.session.timeout.ms' : 'max.poll.interval.ms';
