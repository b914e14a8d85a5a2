import type { SetupEntry } from './input.ts';
import { isSection, kindOf } from './keys.ts';

/** Whether the keys of a component's file are those of a setup: all of them in its sections, or at its top, and one that bears on delivery. */
export function isSetup(entries: readonly SetupEntry[]): boolean {
  const placed = entries.map(({ key }) => {
    const [, section = '', inner = key] = /^([^.]+)\.(.+)$/s.exec(key) ?? [];
    return { section, key: inner };
  });
  return (
    placed.every(({ section, key }) => (section === '' ? kindOf('', key) !== undefined : isSection(section))) &&
    placed.some(({ section, key }) => section !== '' && isSection(section) && kindOf(section, key) !== undefined)
  );
}
