import nodeCrypto from 'node:crypto';
import type { Chance } from '../time/chance.ts';
import type { Refuse } from '../undeclared.ts';
import { answering, type Later } from './answering.ts';
import { own } from './own.ts';
import { subtleCrypto } from './subtle-crypto.ts';

/** `Math`, but for its chance. */
export const chanceMath = (chance: Chance): Math => own(Math, { random: () => chance.next() });

/** `node:crypto`, but for its chance, and for what it does in other threads: that is done at once, and answered later. */
export function chanceCrypto(chance: Chance, later: Later, refuse: Refuse): object {
  const randomFillSync = <T extends ArrayBufferView>(buffer: T, offset = 0, size?: number): T => {
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    chance.fill(bytes.subarray(offset, size === undefined ? undefined : offset + size));
    return buffer;
  };
  const randomBytes = (size: number): Buffer => randomFillSync(Buffer.alloc(size));
  const randomUUID = (): string => {
    const bytes = randomBytes(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  };
  const randomInt = (...given: number[]): number => {
    const [from, to] = given.length < 2 ? [0, given[0]] : given;
    return chance.between(from, to);
  };
  const getRandomValues = <T extends ArrayBufferView>(buffer: T): T => randomFillSync(buffer);
  const subtle = subtleCrypto(later, refuse);
  const webcrypto = own(nodeCrypto.webcrypto, { getRandomValues, randomUUID, subtle });
  return own(nodeCrypto, {
    randomFillSync,
    randomUUID,
    getRandomValues,
    webcrypto,
    subtle,
    randomBytes: answering(randomBytes, later),
    pseudoRandomBytes: answering(randomBytes, later),
    randomInt: answering(randomInt, later),
    randomFill: answering(randomFillSync, later),
    pbkdf2: answering(nodeCrypto.pbkdf2Sync, later),
    scrypt: answering(nodeCrypto.scryptSync, later),
    hkdf: answering(nodeCrypto.hkdfSync, later),
  });
}
