import { CLIENT, type Client, JAVA_CLIENT } from '../model/client.ts';
import { settings } from '../model/switches/switch.ts';
import type { Given } from './given.ts';

/** The client: Apache Kafka's own, but for what the setup says. No version of Kafka changes it. */
export const resolveClient = (given: Given): Client =>
  settings(CLIENT, (name) => given.value('client', name) ?? JAVA_CLIENT[name]);
