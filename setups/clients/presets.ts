import { KAFKAJS } from './kafkajs.ts';
import type { ClientPreset } from './preset.ts';

/** The client libraries that a setup can name, beside Apache Kafka's Java client. */
export const PRESETS = { kafkajs: KAFKAJS } as const satisfies Readonly<Record<string, ClientPreset>>;

/** A client library by its name in a setup. */
export type Library = keyof typeof PRESETS;

/** Every name that `client:` takes. */
export const LIBRARIES = ['java', ...(Object.keys(PRESETS) as Library[])] as const;

/** Of the Java client there is none. */
export const presetOf = (library: Library | undefined): ClientPreset | undefined =>
  library === undefined ? undefined : PRESETS[library];
