import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';

const CHANNELS: ReadonlySet<unknown> = new Set(['smallrye-throttled', 'smallrye-latest']);

const NAME = 'rebalances amid a message';

/**
 * SmallRye polls on a thread of its own while a message is processed (`KafkaRecordStreamSubscription.poll` at 4.36.0), so that
 * a rebalance does not wait for the one in hand, whose acknowledgement is then too late (`KafkaThrottledLatestProcessedCommit.handle`:
 * “There likely will be a duplicate consumption”). It ends a channel before the next message where one fails, which
 * `processing: async` does not: so its presets poll between two messages.
 *
 * @returns the name, where a run of the setup could meet that, and nothing else tells of the same.
 */
export function pollsOn(given: Given, { application, faults, scope }: Setup): string | undefined {
  if (!CHANNELS.has(given.value('application', 'preset'))) return undefined;
  if (application.processing === 'async' || application['idempotency.key'] || scope.members < 2) return undefined;
  // Who dies, or is put out of its group, has its records processed again in the machine as well.
  if (faults['consumer.crash'] > 0 || faults['consumer.stall'] > 0) return undefined;
  const rebalances = faults.rebalance + faults['consumer.close'] + faults['processing.failed'];
  if (rebalances === 0) return undefined;
  given.note(
    'not in the machine: a channel of SmallRye’s polls on while a message is processed, so that a rebalance does not wait for the one in hand, and the next owner of its partition processes it as well; application: { processing: async, on.revoke: drop } has that',
  );
  return NAME;
}
