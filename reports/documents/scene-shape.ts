import { SCENE_FORMAT, SCENE_VERSION } from './scene.ts';
import { list, number, object, oneOf, optional, type Shape, text, truth } from './shape.ts';

const numbers = list(number);

const partition: Shape = object({
  leader: number,
  epoch: number,
  isr: numbers,
  elr: numbers,
  start: number,
  replicas: list(
    object({
      broker: number,
      log: list(object({ is: text, epoch: number, transaction: optional(text) })),
      highWatermark: number,
      lastStable: number,
      leads: truth,
      epoch: number,
    }),
  ),
});

const parts = {
  up: list(truth),
  partitions: list(partition),
  producers: list(
    object({
      name: text,
      up: truth,
      inFlight: list(object({ record: text, broker: number, stage: text, error: text })),
      queue: list(text),
    }),
  ),
  transactions: list(object({ name: text, status: text })),
  groups: list(object({ generation: number, phase: text, committed: numbers })),
  members: list(object({ name: text, status: text, generation: number, positions: numbers, hand: list(text) })),
  downstream: numbers,
  records: list(
    object({ name: text, told: text, copies: list(object({ broker: number, times: number })), took: numbers }),
  ),
};

const snapshot: Shape = object(
  Object.fromEntries(Object.entries(parts).map(([part, shape]) => [part, optional(shape)])),
);

const run = {
  actors: list(
    object({
      name: text,
      kind: oneOf('producer', 'broker', 'controller', 'coordinator', 'consumer', 'other'),
    }),
  ),
  partitions: list(text),
  faults: numbers,
  messages: list(
    object({
      from: text,
      to: text,
      sent: number,
      there: optional(number),
      label: text,
      kind: oneOf('produce', 'reply', 'error', 'fetch', 'control', 'group'),
      lost: optional(truth),
    }),
  ),
  states: list(snapshot),
};

const control: Shape = object({
  ...run,
  change: text,
  steps: list(
    object({
      of: optional(number),
      how: oneOf('same', 'instead', 'added', 'skipped'),
      because: optional(text),
      actor: optional(text),
      text: optional(text),
      effects: optional(list(text)),
    }),
  ),
  broken: truth,
});

/** What the picture of a counterexample must look like. */
export const sceneShape: Shape = object({
  format: oneOf(SCENE_FORMAT),
  version: oneOf(SCENE_VERSION),
  ...run,
  decisive: numbers,
  noReturn: optional(number),
  atRest: truth,
  control: optional(control),
});
