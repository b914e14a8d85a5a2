import type { Given } from '../given.ts';

/**
 * Forgets the `min.insync.replicas` of a node that is a broker and no controller, where the cluster has eligible leader
 * replicas: the controller writes what its own file has, or else 1, as the default of the whole cluster then, and that
 * outranks the file of a broker (`ActivationRecordsGenerator.recordsForEmptyLog` and
 * `ConfigurationControlManager.maybeGenerateElrSafetyRecords` at 4.1.2; a broker of 4.1.2 with 2 in its file had 1).
 */
export function forgetMinIsrOfBrokerAlone(given: Given, elr: 0 | 1): void {
  const key = 'min.insync.replicas';
  const value = given.value('broker', key);
  if (elr !== 1 || value === undefined || value === 1) return;
  if (given.ignoredText('broker', 'process.roles')?.trim() !== 'broker') return;
  given.drop('broker', key);
  given.note(
    `${key}=${value} is in the file of a broker that is no controller (process.roles=broker), and has no effect: with eligible leader replicas the controllers’ own value is that of the cluster (KIP-966), and taken as 1; say topic.${key} where theirs, or the topic’s, is ${value}`,
  );
}
