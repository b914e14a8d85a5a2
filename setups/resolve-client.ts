import { CLIENT, type Client, JAVA_CLIENT } from '../model/client.ts';
import type { Setup } from '../model/setup.ts';
import { settings } from '../model/switches/switch.ts';
import type { ClientPreset } from './clients/preset.ts';
import { type Library, PRESETS, presetOf } from './clients/presets.ts';
import { refuseLacking } from './clients/refuse-lacking.ts';
import type { Given } from './given.ts';

/** The library of the clients that a setup names; undefined for Apache Kafka's Java client. */
export function resolveLibrary(given: Given): {
  readonly library: Library | undefined;
  readonly preset?: ClientPreset;
} {
  const name = given.value('client', 'library') ?? given.value('', 'client') ?? 'java';
  if (name === 'java') return { library: undefined };
  const preset = PRESETS[name];
  given.note(`the clients are ${preset.title}: its defaults, and what it does otherwise than the Java client`);
  refuseLacking(given, preset);
  return { library: name, preset };
}

/** The client: Apache Kafka's own, or another library, but for what the setup says. No version of Kafka changes it. */
export function resolveClient(given: Given, library: Library | undefined): Setup['client'] {
  const of: Client = { ...JAVA_CLIENT, ...presetOf(library)?.client };
  const client = settings(CLIENT, (name) => given.value('client', name) ?? of[name]);
  return library === undefined ? client : { library, ...client };
}
