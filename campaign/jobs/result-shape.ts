import { triedShape } from '../../reports/documents/campaign-shape.ts';
import { hazardShape } from '../../reports/documents/hazard-shape.ts';
import {
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
} from '../../reports/documents/shape.ts';
import { counterexample, coverage, evidence } from '../../reports/documents/shapes.ts';

const search = object({
  evidence,
  complete: truth,
  reduced: truth,
  states: number,
  stopped: optional(text),
  coverage,
  exercised: mapOf(number),
  found: list(object({ property: text, counterexample })),
});

/** One of several objects, told apart by a field that the others do not have; what has none of these is the last. */
function byField(shapes: Readonly<Record<string, Shape>>): Shape {
  const all = Object.entries(shapes);
  return shape({ anyOf: all.map(([, one]) => one.schema) }, (value, path) => {
    const [, chosen] = all.find(([field]) => isObject(value) && field in value) ?? all[all.length - 1];
    return chosen(value, path);
  });
}

const random = object({ method: oneOf('walk', 'commands'), seed: text, first: number, runs: number });

/** What the result of a job must look like. Whose digest is right may have been written by another program all the same. */
export const resultShape: Shape = object({
  tool: text,
  kafka: text,
  key: text,
  setup: text,
  work: byField({
    entries: object({ method: oneOf('corpus'), entries: list(object({ file: text })) }),
    id: object({ method: oneOf('hazard'), id: text, seed: text }),
    statesMax: object({ method: oneOf('exhaustive'), statesMax: number, part: optional(mapOf(number)) }),
    runs: random,
  }),
  outcome: byField({
    hazard: object({ hazard: hazardShape }),
    corpus: object({ corpus: list(triedShape) }),
    found: search,
  }),
});
