import type { Arrows } from './arrows.ts';

/** What the files of a room may import besides each other. Tests, and folders named `testing`, may import anything. */
export const arrows: Readonly<Record<string, Arrows>> = {
  model: { values: [] },
  setups: { values: ['model'] },
  properties: { values: ['model', 'setups'] },
  reductions: { values: ['model'] },
  explorers: { values: ['model', 'properties', 'reductions'] },
  shrinkers: { values: ['model'] },
  narrator: { values: ['model', 'properties'] },
  judging: {
    values: ['model', 'setups', 'properties', 'reductions', 'explorers', 'shrinkers', 'narrator'],
    types: ['reports'],
  },
  wire: { values: [] },
  conformance: { values: ['model', 'explorers', 'narrator', 'setups', 'wire', 'stage'], types: ['reports'] },
  stage: { values: ['model', 'properties', 'setups', 'wire'], types: ['reports'] },
  campaign: {
    values: ['model', 'setups', 'properties', 'reductions', 'explorers', 'shrinkers', 'judging', 'reports'],
  },
  reports: { values: [], types: ['setups'] },
  viewer: { values: ['reports'] },
  cli: {
    values: [
      'model',
      'setups',
      'properties',
      'reductions',
      'explorers',
      'shrinkers',
      'narrator',
      'judging',
      'wire',
      'conformance',
      'stage',
      'campaign',
      'reports',
    ],
  },
  'index.ts': {
    values: ['model', 'setups', 'properties', 'reductions', 'explorers', 'shrinkers', 'narrator', 'judging'],
    types: ['reports'],
  },
  // Commands that are on trial end as the lab's processes do.
  'code.ts': { values: ['properties', 'stage', 'reports', 'conformance'] },
  examples: { values: ['index.ts', 'code.ts'] },
  docs: { values: ['model', 'setups', 'properties', 'judging', 'conformance', 'reports'] },
  // Random inputs go through the command line; programs are tried as it tries them.
  fuzz: {
    values: [
      'model',
      'setups',
      'properties',
      'reductions',
      'explorers',
      'judging',
      'campaign',
      'reports',
      'cli',
      'conformance',
      'stage',
    ],
  },
  trials: {
    values: ['model', 'setups', 'properties', 'explorers', 'judging', 'conformance', 'stage', 'reports'],
  },
  mutation: { values: ['setups', 'reports'] },
  bench: {
    values: [
      'model',
      'setups',
      'properties',
      'reductions',
      'explorers',
      'shrinkers',
      'narrator',
      'judging',
      'reports',
      'campaign',
      'conformance',
      'stage',
    ],
  },
};

/**
 * What the folders of a room may know of each other. What lies beside them is what they make up together, as the machine
 * of `model/`: they may import that, and it them.
 */
export const arrowsWithin: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  model: {
    'network/requests': [],
    'broker/log': ['network/requests'],
    observer: ['broker/log'],
    broker: ['broker/log', 'network/requests', 'observer'],
    network: ['broker', 'network/requests'],
    'producer/client': ['network/requests'],
    'consumer/client': ['broker', 'broker/log', 'observer'],
    application: ['broker', 'broker/log', 'consumer/client', 'network/requests', 'observer', 'producer/client'],
    producer: ['application', 'broker', 'network/requests', 'observer', 'producer/client'],
    consumer: ['application', 'broker', 'broker/log', 'consumer/client', 'observer', 'producer/client'],
    faults: ['application', 'broker', 'broker/log', 'network/requests', 'producer', 'producer/client'],
    coordinators: ['broker', 'broker/log', 'faults', 'network/requests', 'producer/client'],
    ports: ['broker', 'broker/log', 'faults', 'network/requests'],
    'published/pipeline': [],
    'published/replication': [],
    switches: [],
  },
  explorers: {
    'breadth-first': [],
    scheduling: [],
    commands: ['scheduling'],
    remembered: ['breadth-first'],
    compositional: ['breadth-first'],
    parallel: ['breadth-first', 'compositional', 'remembered'],
  },
};

/** The rooms that may use a package or a builtin; `node` is every builtin that has no line of its own. */
export const outside: Readonly<Record<string, readonly string[]>> = {
  'fast-check': ['explorers', 'bench', 'examples', 'fuzz'],
  seedrandom: ['explorers', 'mutation'],
  yaml: ['setups', 'campaign', 'cli', 'fuzz'],
  'properties-file': ['setups', 'cli'],
  bullmq: ['campaign'],
  ioredis: ['campaign'],
  pg: ['campaign', 'examples'],
  kafkajs: ['examples'],
  '@nestjs/common': ['examples'],
  '@nestjs/core': ['examples'],
  '@nestjs/microservices': ['examples'],
  'reflect-metadata': ['examples'],
  'kafka-trial': ['examples'],
  commander: ['cli'],
  'cli-table3': ['reports', 'bench'],
  picocolors: ['reports'],
  preact: ['viewer'],
  esbuild: ['viewer', 'stage'],
  vitest: ['mutation'],
  vite: ['mutation'],
  node: [
    'campaign',
    'cli',
    'code.ts',
    'bench',
    'conformance',
    'docs',
    'examples',
    'fuzz',
    'mutation',
    'stage',
    'trials',
    'viewer',
    'wire',
  ],
  // How much there is of the machine that judging runs on; where its temporary files are.
  'node:os': ['judging', 'bench', 'conformance', 'fuzz', 'stage'],
  'node:v8': ['judging', 'explorers', 'bench'],
  // Threads are no I/O: what runs in them is as pure as what runs in one.
  'node:worker_threads': ['campaign', 'explorers', 'bench', 'stage'],
};
