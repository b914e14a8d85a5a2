import type { PageStory } from '../../../reports/page/page-story.ts';
import type { Snapshot } from '../../../reports/documents/scene.ts';

const start: Snapshot = {
  up: [true],
  partitions: [],
  producers: [],
  transactions: [],
  groups: [],
  members: [],
  downstream: [],
  records: [{ name: 'r0', told: 'none', copies: [], took: [0] }],
};

const run = {
  actors: [
    { name: 'producer 0', kind: 'producer' },
    { name: 'broker 0', kind: 'broker' },
    { name: 'controller', kind: 'controller' },
  ],
  partitions: [],
  faults: [],
  messages: [],
} as const;

const step = (actor: string, text: string) => ({ actor, text, effects: [] });

/** Three steps; in the control a step is put in behind the first, and the last is another. */
export const goodStory: PageStory = {
  id: 'no-loss',
  guarantee: 'no-loss',
  cause: 'lost',
  summary: 'r0 was lost in step 3.',
  known: [],
  steps: [step('producer 0', 'sends r0'), step('broker 0', 'crashes'), step('controller', 'elects nobody')],
  scene: {
    format: 'kafka-trial/story',
    version: 1,
    ...run,
    faults: [2],
    decisive: [],
    noReturn: 2,
    atRest: true,
    states: [start, {}, {}, {}],
    control: {
      ...run,
      change: 'acks=all',
      broken: false,
      steps: [
        { of: 1, how: 'same', ...step('producer 0', 'sends r0') },
        { how: 'added', ...step('broker 0', 'waits') },
        { of: 2, how: 'same', ...step('broker 0', 'crashes') },
        { how: 'added', ...step('producer 0', 'tries again') },
      ],
      states: [start, {}, {}, {}, {}],
    },
  },
};
