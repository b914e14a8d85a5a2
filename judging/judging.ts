import type { HazardsDocument } from '../reports/documents/hazards.ts';
import type { ClaimsDocument, VerdictDocument } from '../reports/documents/verdict.ts';
import type { SetupDraft } from '../setups/input.ts';
import type { Resolution } from '../setups/resolve/resolve.ts';
import { type ClaimsOptions, judgeClaims } from './claims.ts';
import { explore, type ExploreDocument, type ExploreOptions } from './explore.ts';
import { type HazardsOptions, judgeHazards } from './hazards.ts';
import type { Host } from './host.ts';
import { replaySeed, type ReplaySeedOptions } from './replay-seed.ts';
import { retell, type Retelling, type Retold } from './retell.ts';
import type { SystemSubject } from './searches/specification-of.ts';
import { type VerifyOptions, verifyOn } from './verify.ts';

/** All that judging does, as the command line knows it. */
export interface Judging {
  /** The verdicts on one setup. */
  verify(setup: SetupDraft | Resolution, options: VerifyOptions): Promise<VerdictDocument>;

  /** The verdicts on the guide's claims. With `only`, an unknown id is an `InputError`. */
  claims(options: ClaimsOptions): Promise<ClaimsDocument>;

  /** The hazards and their controls. With `only`, an unknown id is an `InputError`. */
  hazards(options: HazardsOptions): Promise<HazardsDocument>;

  /**
   * Runs a schedule again and tells its story anew.
   *
   * @throws {InputError} naming its place when the schedule does not fit the setup or does not violate the guarantee.
   */
  retell(retelling: Retelling): Promise<Retold>;

  /** Runs again what one seed stands for: `<seed>:<run>`, or `bfs`. Tells the same stories as the first time. */
  replaySeed(resolution: Resolution, seed: string, options: ReplaySeedOptions): Promise<VerdictDocument>;

  /** Searches a whole scope, or a system of its own. */
  explore(subject: Resolution | SystemSubject, options: ExploreOptions): Promise<ExploreDocument>;
}

/** Judging on a host. */
export const judgingOn = (host: Host): Judging => ({
  verify: (setup, options) => verifyOn(host, setup, options),
  claims: (options) => judgeClaims(options, host),
  hazards: (options) => judgeHazards(options, host),
  retell: async (retelling) => retell(retelling),
  replaySeed: (resolution, seed, options) => replaySeed(resolution, seed, options, host),
  explore: (subject, options) => explore(subject, options, host),
});
