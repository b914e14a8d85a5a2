import type { Setup } from '../model/setup.ts';
import type { ProtocolSwitch } from '../model/switches/switch.ts';
import { isSince, olderOf, parseRelease, type Release, valueAt } from './release.ts';

/** The releases that a setup runs: those of its brokers, and those of its clients. */
export interface Versions {
  readonly brokers: Release;
  readonly clients: Release;
}

/** The versions of a resolved setup. */
export const versionsOf = ({ kafka, clients = kafka }: Pick<Setup, 'kafka' | 'clients'>): Versions => ({
  brokers: parseRelease(kafka) ?? [],
  clients: parseRelease(clients) ?? [],
});

/** What decides where both sides must have something. */
export const older = ({ brokers, clients }: Versions): Release => olderOf(brokers, clients);

/** The value of a switch in a pair of versions, from the side that has it. What it needs besides is another matter. */
export function switchValue(
  { side, ofTransactions, history, unless }: ProtocolSwitch,
  versions: Versions,
  transactional: boolean,
): string | number | boolean {
  const { brokers, clients } = versions;
  if (unless !== undefined && isSince(clients, unless.clients) && !isSince(brokers, unless.brokersBefore)) {
    return history[0][0];
  }
  switch (transactional ? (ofTransactions ?? side) : side) {
    case 'broker':
      return valueAt<string | number | boolean>(history, brokers);
    case 'client':
      return valueAt<string | number | boolean>(history, clients);
    case 'both':
      return valueAt<string | number | boolean>(history, older(versions));
  }
}
