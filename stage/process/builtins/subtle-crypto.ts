import nodeCrypto, { type webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { DECLARE, type Refuse } from '../undeclared.ts';
import { answering, type Later } from './answering.ts';

const REAL = nodeCrypto.webcrypto.subtle;

/** What of it takes no other thread in Node: a program has it as it is. */
const AS_IT_IS: ReadonlySet<string> = new Set(['importKey', 'exportKey']);

const HASHES: ReadonlySet<string> = new Set(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

/**
 * `crypto.subtle`: Node does its work in other threads, for which virtual time does not wait. Digests and HMAC are done at
 * once, and answered later; the rest is refused, with the user's line.
 */
export function subtleCrypto(later: Later, refuse: Refuse): object {
  const refusal = (what: string): never => refuse(`calls crypto.subtle.${what}`, DECLARE);
  const ofHmac = (method: 'sign' | 'verify', key: webcrypto.CryptoKey, data: webcrypto.BufferSource): Buffer => {
    const { name, hash } = key.algorithm as webcrypto.HmacKeyAlgorithm;
    if (name !== 'HMAC') return refusal(`${method} for ${name}`);
    if (!key.usages.includes(method))
      throw new DOMException(`Unable to use this key to ${method}`, 'InvalidAccessError');
    return nodeCrypto.createHmac(hashOf(hash), nodeCrypto.KeyObject.from(key)).update(bytesOf(data)).digest();
  };
  const sign = (_: unknown, key: webcrypto.CryptoKey, data: webcrypto.BufferSource): ArrayBuffer =>
    arrayBuffer(ofHmac('sign', key, data));
  const verify = (
    _: unknown,
    key: webcrypto.CryptoKey,
    signature: webcrypto.BufferSource,
    data: webcrypto.BufferSource,
  ): boolean => ofHmac('verify', key, data).equals(bytesOf(signature));
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(REAL)).filter((name) => name !== 'constructor');
  return {
    ...Object.fromEntries(
      methods.map((name) => [
        name,
        AS_IT_IS.has(name) ? (Reflect.get(REAL, name) as () => unknown).bind(REAL) : () => refusal(name),
      ]),
    ),
    digest: promisify(answering(digest, later)),
    sign: promisify(answering(sign, later)),
    verify: promisify(answering(verify, later)),
  };
}

const digest = (algorithm: webcrypto.AlgorithmIdentifier, data: webcrypto.BufferSource): ArrayBuffer =>
  arrayBuffer(nodeCrypto.createHash(hashOf(algorithm)).update(bytesOf(data)).digest());

/** Node's name of a hash of Web Crypto's. @throws {DOMException} as Node does, where there is no such hash. */
function hashOf(algorithm: webcrypto.AlgorithmIdentifier): string {
  const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase();
  if (!HASHES.has(name)) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
  return name.replace('-', '');
}

const bytesOf = (data: webcrypto.BufferSource): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);

const arrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
