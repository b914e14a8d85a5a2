import { any, isOf, type KnownFault } from './known-fault.ts';

/** Faults of versions of KafkaJS, from its change log, that are no switch of the machine. */
export const KAFKAJS_FAULTS: readonly KnownFault[] = [
  {
    name: 'KafkaJS #874',
    what: 'a consumer that is stopped does not commit what it has just processed, which comes again (KafkaJS #874; version 1.13.0)',
    // src/consumer/runner.js, fetch() at 1.13.0: it returns ahead of autoCommitOffsets() where the runner is being stopped;
    // at 1.12.0 and 1.14.0 it does not. Automatic commits are taken as these keys (`committing` in resolve-consumer.ts).
    // With a crash what is processed comes again in the machine as well.
    meets: (setup) =>
      isOf(setup, 'kafkajs', '1.13.0', '1.14.0') &&
      setup.application.commit === 'after-processing' &&
      setup.application['on.close'] === 'commit' &&
      !setup.application['idempotency.key'] &&
      any(setup, 'consumer.close') &&
      !any(setup, 'consumer.crash', 'consumer.stall'),
  },
  {
    name: 'commits of KafkaJS as it stops',
    what: 'commitOffsets() of a consumer that is being stopped does nothing, and does not say so: what its handler has just processed comes again (KafkaJS, every version)',
    // src/consumer/runner.js, commitOffsets(): it returns where the runner does not run, which stop() says before it waits for the handler.
    // With autoCommit the runner commits by itself, and asks nobody whether it runs.
    meets: (setup) =>
      setup.client.library === 'kafkajs' &&
      setup.application.shape === 'consume' &&
      setup.application.commit === 'after-processing' &&
      setup.application.offsets === 'kafka' &&
      setup.application['on.close'] === 'nothing' &&
      !setup.application['idempotency.key'] &&
      any(setup, 'consumer.close') &&
      !any(setup, 'consumer.crash', 'consumer.stall'),
  },
];
