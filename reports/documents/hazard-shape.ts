import { list, number, object, oneOf, optional, orNull, type Shape, text, truth } from './shape.ts';
import { counterexample, verdict } from './shapes.ts';

const runsToFind = object({ median: orNull(number), worst: orNull(number) });

/** What became of a hazard and its control. */
export const hazardShape: Shape = object({
  id: text,
  title: text,
  guarantee: text,
  status: oneOf('configuration', 'fixed', 'open'),
  affected: text,
  story: text,
  sources: list(text),
  finding: optional(text),
  setup: object({}),
  changes: list(object({ key: text, hazard: text, control: text })),
  found: truth,
  steps: orNull(number),
  expected: number,
  shortest: truth,
  states: number,
  seconds: number,
  control: object({ verdict, states: number }),
  random: object({
    runsToFind: orNull(number),
    seeds: number,
    runsMax: number,
    walk: runsToFind,
    commands: runsToFind,
  }),
  asExpected: truth,
  counterexample: optional(counterexample),
});
