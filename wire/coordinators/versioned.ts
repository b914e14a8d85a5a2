import { readAs } from '../malformed-message.ts';
import { Reader } from '../reader.ts';
import type { Type } from '../schema/type.ts';

/**
 * A value of a coordinator's log: two bytes of version, then the fields of that version.
 *
 * @param flexibleFrom The first version with compact lengths.
 * @throws {MalformedMessage}
 */
export function readVersioned<T>(what: string, type: Type<T>, flexibleFrom: number, bytes: Buffer): T {
  return readAs(what, () => {
    const reader = new Reader(bytes);
    const version = reader.int16();
    return type.read(reader, { version, flexible: version >= flexibleFrom });
  });
}
