import { HAZARDS, UNMODELLED } from '../properties/hazards/hazards.ts';
import type { HazardsDocument } from '../reports/documents/hazards.ts';
import { type CatalogueOptions, entriesJudged } from './catalogue/catalogue.ts';
import { hazardNamed } from './catalogue/hazard-verdict.ts';
import type { Host } from './host.ts';

export interface HazardsOptions extends CatalogueOptions {
  readonly seed: string;
  /** Runs after which one seed of a random explorer counts as having found nothing. */
  readonly runs?: number;
  readonly onProgress?: (progress: { readonly hazard: string; readonly done: number; readonly total: number }) => void;
  /** Only the hazards with these ids, with their stories. */
  readonly only?: readonly string[];
  /** Whether all are told, and not only those that are asked for by their ids. */
  readonly told?: boolean;
}

/** Tries the hazards and their controls; whose stories are asked for are told as well. Those that were tried when `signal` asked to stop are the document. */
export async function judgeHazards(options: HazardsOptions, host: Host): Promise<HazardsDocument> {
  const { seed, runs, only, told = only !== undefined, onProgress } = options;
  const chosen = only?.map(hazardNamed) ?? HAZARDS;
  const asked = chosen.map(({ id }) => ({ id, seed, runs, told }));
  const hazards = await entriesJudged('hazard', asked, {
    ...options,
    host,
    onBegin: ({ id }, done) => onProgress?.({ hazard: id, done, total: chosen.length }),
  });
  return {
    format: 'kafka-trial/hazards',
    version: 1,
    seed,
    hazards,
    unmodelled: only === undefined ? UNMODELLED : [],
  };
}
