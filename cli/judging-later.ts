import type { Host } from '../judging/host.ts';
import type { Judging } from '../judging/judging.ts';

/** Judging that is loaded when something is judged: nearly half a second, which whoever asks for help or tries code need not wait. */
export function judgingLater(host: Host): Judging {
  const loaded = async (): Promise<Judging> => (await import('../judging/judging.ts')).judgingOn(host);
  return {
    verify: async (...asked) => (await loaded()).verify(...asked),
    claims: async (...asked) => (await loaded()).claims(...asked),
    hazards: async (...asked) => (await loaded()).hazards(...asked),
    retell: async (...asked) => (await loaded()).retell(...asked),
    replaySeed: async (...asked) => (await loaded()).replaySeed(...asked),
    explore: async (...asked) => (await loaded()).explore(...asked),
  };
}
