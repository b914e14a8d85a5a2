import { defaultOf } from '../defaults.ts';
import type { Given } from '../given.ts';
import type { DefaultedKeyOf, Section, Value } from '../keys.ts';
import type { Release } from '../release.ts';

/** What a key is: as given, or as that version of Kafka has it when nobody gives it. */
export const valueOf = <S extends Section, K extends DefaultedKeyOf<S>>(
  given: Given,
  section: S,
  key: K,
  release: Release,
): Value<S, K> => given.value(section, key) ?? defaultOf(section, key, release);
