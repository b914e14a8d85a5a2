import { CAMPAIGN_FORMAT } from './campaign.ts';
import { hazardShape } from './hazard-shape.ts';
import { HAZARDS_FORMAT } from './hazards.ts';
import { both, list, mapOf, number, object, oneOf, optional, type Shape, text } from './shape.ts';
import { verdictShape } from './shapes.ts';
import { FORMAT_VERSION } from './verdict.ts';

const job = object({ key: text, name: text, work: text });

/** What became of an entry of a corpus. */
export const triedShape = object({
  file: text,
  guarantee: text,
  cause: text,
  outcome: oneOf('fails', 'fixed', 'stale'),
});

const sweep = object({
  key: text,
  values: list(text),
  decides: list(text),
  rows: list(object({ guarantee: text, cells: list(mapOf(number)) })),
});

/** What the document of a merged campaign must look like. */
export const campaignShape: Shape = object({
  format: oneOf(CAMPAIGN_FORMAT),
  version: oneOf(FORMAT_VERSION),
  tool: text,
  jobs: object({ planned: number, done: number }),
  missing: list(job),
  conflicts: list(both(job, object({ digests: list(text) }))),
  refused: list(object({ name: text, why: text })),
  verdicts: list(verdictShape),
  hazards: optional(
    object({ format: oneOf(HAZARDS_FORMAT), version: oneOf(FORMAT_VERSION), hazards: list(hazardShape) }),
  ),
  corpus: optional(list(object({ name: text, entries: list(triedShape) }))),
  sweep: list(sweep),
});
