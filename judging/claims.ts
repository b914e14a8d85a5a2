import { mergeCoverage } from '../explorers/coverage.ts';
import { CLAIMS } from '../properties/claims/claims.ts';
import type { ClaimsDocument } from '../reports/documents/verdict.ts';
import { type CatalogueOptions, entriesJudged } from './catalogue/catalogue.ts';
import { claimNamed } from './catalogue/claim-verdict.ts';
import type { Host } from './host.ts';

export interface ClaimsOptions extends CatalogueOptions {
  readonly seed: string;
  readonly runs?: number;
  readonly onProgress?: (progress: { readonly claim: string; readonly done: number; readonly total: number }) => void;
  /** Only the claims with these ids. */
  readonly only?: readonly string[];
}

/** Tries the guide's claims. Those that were tried when `signal` asked to stop are the document. */
export async function judgeClaims(options: ClaimsOptions, host: Host): Promise<ClaimsDocument> {
  const { seed, runs, only, onProgress } = options;
  const chosen = only?.map(claimNamed) ?? CLAIMS;
  const asked = chosen.map(({ id }) => ({ id, seed, runs }));
  const claims = await entriesJudged('claim', asked, {
    ...options,
    host,
    onBegin: ({ id }, done) => onProgress?.({ claim: id, done, total: chosen.length }),
  });
  return {
    format: 'kafka-trial/claims',
    version: 1,
    seed,
    claims,
    coverage: mergeCoverage(claims.flatMap(({ trials }) => trials.map(({ coverage }) => coverage))),
  };
}
