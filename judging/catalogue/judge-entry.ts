import type { HazardVerdict } from '../../reports/documents/hazards.ts';
import type { ClaimVerdict } from '../../reports/documents/verdict.ts';
import { type ClaimAsked, claimVerdict } from './claim-verdict.ts';
import type { EntryHost } from './entry-host.ts';
import { type HazardAsked, hazardVerdict } from './hazard-verdict.ts';

/** What each catalogue has entries of: how one is asked for, and what becomes of it. Both are plain data, for other threads. */
export interface Catalogues {
  readonly claim: { readonly asked: ClaimAsked; readonly verdict: ClaimVerdict };
  readonly hazard: { readonly asked: HazardAsked; readonly verdict: HazardVerdict };
}

export type Catalogue = keyof Catalogues;

export type Asked<Of extends Catalogue> = Catalogues[Of]['asked'];
export type VerdictOn<Of extends Catalogue> = Catalogues[Of]['verdict'];

/** An entry, for a thread that judges entries of all catalogues. */
export interface EntryTask<Of extends Catalogue = Catalogue> {
  readonly of: Of;
  readonly asked: Asked<Of>;
}

const JUDGES: {
  readonly [Of in Catalogue]: (asked: Asked<Of>, host: EntryHost) => Promise<VerdictOn<Of>>;
} = { claim: claimVerdict, hazard: hazardVerdict };

/** The verdict on an entry, by this thread. */
export const judgeEntry = <Of extends Catalogue>(
  { of, asked }: EntryTask<Of>,
  host: EntryHost,
): Promise<VerdictOn<Of>> => JUDGES[of](asked, host);
