import type { History } from '../model/switches/switch.ts';
import { valueWord } from './stands-for.ts';

/** `5`; `1, all from 3.0`: what a default was through the versions of Kafka, each value spelt by `spell`. */
export const defaultWords = (
  [[first], ...changes]: History<unknown>,
  spell: (value: unknown) => string = valueWord,
): string =>
  [spell(first), ...changes.map(([value, ...since]) => `${spell(value)} from ${since.join(', ')}`)].join(', ');
