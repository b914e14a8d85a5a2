import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';

/** Spring's name of what keeps it from that, since 2.5.8. */
const KEY = 'stopContainerWhenFenced';

/**
 * A container of Spring's whose producer is fenced takes that for a rebalance: it logs the exception, leaves what it has of the
 * poll where it is, and polls on behind it (`KafkaMessageListenerContainer.invokeRecordListenerInTx`, `invokeBatchListenerInTx`
 * at 4.1.1; issue 1612). Where the partition is still its own, as when the coordinator has timed its transaction out or a live
 * process has the same id, its next transaction commits offsets past what was aborted.
 *
 * @returns the name, where a run of the setup could meet that, for a process that is fenced starts again in the machine.
 */
export function skipsWhenFenced(given: Given, { application, faults, scope }: Setup): string | undefined {
  if (given.value('application', 'preset') !== 'spring-transactional') return undefined;
  const sharesIds = application['transactional.ids'] === 'shared' && scope.members > 1;
  if (faults['consumer.stall'] === 0 && faults['producer.stall'] === 0 && !sharesIds) return undefined;
  given.note(
    `not in the machine: a container of Spring’s whose producer is fenced, be it that its transaction has timed out, polls on behind what it was at, which is lost (issue 1612 of spring-kafka); with ${KEY}=true of its ContainerProperties, since 2.5.8, it stops, and a process that is started again is what is judged here`,
  );
  return KEY;
}
