import type { Setup } from '../../model/setup.ts';
import { InputError } from '../../setups/input-error.ts';
import type { Demands } from './demands.ts';

/**
 * Checks that nothing goes on between brokers that the machine cannot be kept beside: only clients go through the gate.
 *
 * @param name what the user calls the setup.
 * @throws {InputError} where there are followers.
 */
export function checkReplication(setup: Setup, name: string): void {
  const factor = setup.topic['replication.factor'];
  if (factor > 1) {
    throw new InputError(
      name,
      `its topic.replication.factor is ${factor}, and on a cluster of one's own followers fetch when they like, which no schedule can say`,
      'say topic: { replication.factor: 1 } in the setup, or play it on a cluster of ours: --kafka without --bootstrap',
    );
  }
}

/** Checks that the schedules say who gets what in their groups. @throws {InputError} where brokers say it. */
export function checkGroups(setup: Setup, { groups }: Demands, name: string): void {
  if (groups && setup.consumer['group.protocol'] === 'consumer') {
    throw new InputError(
      name,
      'its consumer.group.protocol is consumer, with which the broker says who gets what, and not the schedule',
      'say consumer: { group.protocol: classic } in the setup, or play it on a cluster of ours: --kafka without --bootstrap',
    );
  }
}
