import { expect, test } from 'vitest';
import { range } from '../model/sets.ts';
import { walkRun } from '../explorers/walk.ts';
import { clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { otherwise } from './otherwise.ts';

const trial = clusterTrial(
  setupOf({
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2 },
    consumer: { 'enable.auto.commit': false, 'isolation.level': 'read_committed' },
    application: { shape: 'transform', commit: 'transaction' },
    faults: { 'broker.crash': 1, 'consumer.crash': 1, rebalance: 1 },
  }),
);

test('every part that a guard looks at has words, whatever the state', () => {
  const wrong = new Set<string>();
  for (const run of range(20)) {
    for (const { after } of walkRun(trial, 'otherwise', run, { stepsMax: 60, faultWeight: 1 })) {
      const parts = [
        ...after.brokers.map((_, at) => ['brokers', at, 'up']),
        ['controller', 'fenced'],
        ...after.controller.partitions.map((_, at) => ['controller', 'partitions', at]),
        ...after.replicas.flatMap((_, at) =>
          ['log', 'highWatermark', 'leading'].map((field) => ['replicas', at, field]),
        ),
        ...after.producers.flatMap((_, at) =>
          ['up', 'inFlight', 'queue', 'transactionState', 'handedOver'].map((field) => ['producers', at, field]),
        ),
        ...after.members.flatMap((_, at) =>
          ['status', 'step', 'batch', 'generation', 'owned', 'positions'].map((field) => ['members', at, field]),
        ),
        ...after.groups.flatMap((_, at) => ['phase', 'committed'].map((field) => ['groups', at, field])),
        ...after.transactions.map((_, at) => ['transactions', at, 'status']),
        ...after.downstream.map((_, at) => ['downstream', at]),
        ...after.budget.map((_, at) => ['budget', at]),
        ['orphanedRequests'],
      ];
      for (const part of parts) {
        const words = otherwise(trial.world, after, part);
        const isReplica = part[0] !== 'replicas' || after.replicas[Number(part[1])] !== null;
        if (isReplica && !/^[a-z_].* \S/.test(words ?? '')) wrong.add(part.join('.'));
        if (/undefined|NaN|\[object/.test(words ?? '')) wrong.add(`${part.join('.')}: ${words}`);
      }
    }
  }
  expect([...wrong]).toEqual([]);
});

test('what only an observer has noted has no words', () => {
  expect(otherwise(trial.world, trial.machine.init, ['ledger', 'sends', 0])).toBeUndefined();
  expect(otherwise(trial.world, trial.machine.init, ['members'])).toBeUndefined();
});
