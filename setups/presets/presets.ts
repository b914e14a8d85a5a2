import { CONTAINERS } from './containers.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { LIBRARIES_LOOPS } from './libraries-loops.ts';
import { MICRONAUT } from './micronaut.ts';
import { PATTERNS } from './patterns.ts';
import type { Preset } from './preset.ts';
import { REACTIVE } from './reactive.ts';
import { SHIPPERS } from './shippers.ts';
import { SPRING } from './spring.ts';
import { SPRING_CLOUD_STREAM } from './spring-cloud-stream.ts';

/** The loops that `application.preset` names. */
export const PRESETS = {
  ...FRAMEWORKS,
  ...SPRING,
  ...SPRING_CLOUD_STREAM,
  ...MICRONAUT,
  ...REACTIVE,
  ...LIBRARIES_LOOPS,
  ...CONTAINERS,
  ...SHIPPERS,
  ...PATTERNS,
} as const satisfies Readonly<Record<string, Preset>>;

/** A loop by its name. */
export type PresetName = keyof typeof PRESETS;

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** The preset that a value names, if it does. */
export const presetNamed = (name: unknown): Preset | undefined =>
  PRESET_NAMES.find((known) => known === name) === undefined ? undefined : PRESETS[name as PresetName];
