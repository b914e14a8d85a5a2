import {
  both,
  isObject,
  list,
  mapOf,
  number,
  object,
  oneOf,
  optional,
  type Shape,
  shape,
  text,
  truth,
} from './shape.ts';
import { sceneShape } from './scene-shape.ts';
import { CLAIMS_FORMAT, FORMAT_VERSION, VERDICT_FORMAT } from './verdict.ts';

const fewFaults = {
  faultsAtMost: optional(number),
  faultsSearched: optional(list(mapOf(number))),
};

/** What was searched to its end of a scope that was not. */
const parts = {
  ...fewFaults,
  lagsAtMost: optional(number),
  withoutLag: optional(object(fewFaults)),
};

const searched: Shape = object({
  method: oneOf('exhaustive'),
  states: number,
  generated: number,
  depth: number,
  complete: truth,
  symmetry: optional(truth),
  commuting: optional(truth),
  expectedCollisions: number,
  parts: optional(number),
  stopped: optional(text),
  exercised: number,
  ...parts,
});

const sampled: Shape = object({
  method: oneOf('walk', 'commands'),
  runs: number,
  steps: number,
  exercised: number,
  unfinished: optional(text),
  ...parts,
});

/** What a verdict rests on. */
export const evidence: Shape = both(
  object({ method: oneOf('exhaustive', 'walk', 'commands') }),
  shape({ anyOf: [searched.schema, sampled.schema] }, (value, path) =>
    (isObject(value) && value.method === 'exhaustive' ? searched : sampled)(value, path),
  ),
);

const plain: Shape = shape({ type: ['string', 'number', 'boolean'] }, (value, path) =>
  ['string', 'number', 'boolean'].includes(typeof value)
    ? null
    : `${path} is neither a text, a number nor a truth value`,
);

/** A schedule: actions as plain data. */
const schedule: Shape = list(both(mapOf(plain), object({ type: text })));

/** A story of how a guarantee fails. */
export const counterexample: Shape = object({
  steps: number,
  shortest: truth,
  seed: text,
  replay: optional(text),
  schedule,
  cause: text,
  known: optional(list(text)),
  summary: text,
  decisive: optional(list(number)),
  story: list(object({ actor: text, text, effects: list(text) })),
  picture: optional(list(text)),
});

/** What is known of a guarantee. */
export const verdict = oneOf('holds', 'not-violated', 'violated', 'vacuous');

const semantics = oneOf('at-most-once', 'at-least-once', 'exactly-once', 'none');

const remedy: Shape = object({
  change: text,
  edit: optional(object({})),
  setup: optional(object({})),
  verified: verdict,
  closes: optional(oneOf('guarantee', 'cause')),
  remains: optional(list(text)),
  runs: optional(number),
  lacks: optional(list(text)),
});

const guarantee: Shape = object({
  id: text,
  verdict,
  claim: text,
  evidence,
  counterexample: optional(counterexample),
  causes: optional(list(counterexample)),
  scenes: optional(list(sceneShape)),
  remedy: optional(remedy),
});

/** How often actions fired and goals were reached. */
export const coverage: Shape = object({ actions: mapOf(number), goals: mapOf(number) });

/** What a verdict file must look like. */
export const verdictShape: Shape = object({
  format: oneOf(VERDICT_FORMAT),
  version: oneOf(FORMAT_VERSION),
  setup: object({}),
  name: text,
  sources: optional(list(text)),
  client: optional(text),
  seed: text,
  scope: mapOf(number),
  semantics,
  semanticsByEffect: optional(object({ kafka: semantics, external: semantics })),
  proved: truth,
  ordered: optional(verdict),
  faults: optional(list(object({ kind: text, budget: number, occurred: truth }))),
  lacks: optional(list(text)),
  guarantees: list(guarantee),
  coverage,
  ignored: list(object({ key: text, place: text, section: optional(text), why: optional(text) })),
  notes: list(text),
});

/** What a claims file must look like. */
export const claimsShape: Shape = object({
  format: oneOf(CLAIMS_FORMAT),
  version: oneOf(FORMAT_VERSION),
  seed: text,
  claims: list(
    object({
      id: text,
      section: text,
      quote: text,
      guarantee: optional(text),
      verdict: oneOf('confirmed', 'refuted', 'undecided'),
      expected: oneOf('confirmed', 'refuted'),
      asExpected: truth,
      objections: list(text),
      premise: optional(text),
      explanation: text,
      trials: list(verdictShape),
    }),
  ),
  coverage,
});

/** What the file of a single schedule must look like. */
export const scheduleShape: Shape = object({
  setup: object({}),
  schedule,
  guarantee: text,
  seed: optional(text),
  shortest: optional(truth),
});
