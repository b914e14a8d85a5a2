import { isObject } from '../documents/shape.ts';

/** A setup, one section a line: `producer: acks=all, enable.idempotence=true`. */
export function setupLines(setup: Readonly<Record<string, unknown>>): string {
  return Object.entries(setup)
    .map(([section, value]) => {
      if (!isObject(value)) return `${section}: ${shown(value)}\n`;
      const keys = Object.entries(value).map(([key, item]) => `${key}=${shown(item)}`);
      return `${section}: ${keys.join(', ')}\n`;
    })
    .join('');
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
