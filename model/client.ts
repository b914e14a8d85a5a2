import { CLIENT_COMMITS } from './switches/client-commits.ts';
import { CLIENT_CONSUMERS } from './switches/client-consumers.ts';
import { CLIENT_PRODUCERS } from './switches/client-producers.ts';
import { type Settings, settings } from './switches/switch.ts';

/**
 * The switches of the clients: what another client library, or an older version of one, does otherwise than Apache
 * Kafka's Java client, whose behaviour is the default. Each is named after the right behaviour where it is a yes or a no.
 */
export const CLIENT = { ...CLIENT_PRODUCERS, ...CLIENT_CONSUMERS, ...CLIENT_COMMITS };

/** The value of every switch, as the rules read them. */
export type Client = Settings<typeof CLIENT>;

/** Apache Kafka's own client. */
export const JAVA_CLIENT: Client = settings(CLIENT, (_, { java }) => java);
