import { gunzipSync, gzipSync } from 'node:zlib';

/** How the records of a batch may be compressed, by the number in its attributes. */
const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

export type Compression = (typeof CODECS)[number];

/** Bits of a batch's attributes that name the codec. */
const CODEC_BITS = 0x07;

/** What records may be once they are decompressed; more is no batch of anybody's who tries out a program. */
const BYTES_MAX = 104_857_600;

/** @throws {RangeError} on a number that no codec has. */
export function compressionOf(attributes: number): Compression {
  const codec = CODECS[attributes & CODEC_BITS];
  if (codec === undefined) throw new RangeError(`its compression is ${attributes & CODEC_BITS}, which nothing is`);
  return codec;
}

/** A codec that is not read here: whoever used it has done nothing wrong. */
export class UnreadCompression extends Error {
  override readonly name = 'UnreadCompression';
}

/** @throws {RangeError} on bytes that are not gzip's. @throws {UnreadCompression} on a codec that is not read here. */
export function decompressed(codec: Compression, bytes: Buffer): Buffer {
  if (codec === 'none') return bytes;
  if (codec !== 'gzip') {
    throw new UnreadCompression(`it is compressed by ${codec}; compression.type may be none or gzip here`);
  }
  try {
    return gunzipSync(bytes, { maxOutputLength: BYTES_MAX });
  } catch (error) {
    throw new RangeError(`what should be gzip is not: ${String(error)}`, { cause: error });
  }
}

/** @throws {RangeError} on a codec that is not written here. */
export function compressed(codec: Compression, bytes: Buffer): Buffer {
  if (codec === 'none') return bytes;
  if (codec !== 'gzip') throw new RangeError(`${codec} is not written here`);
  return gzipSync(bytes);
}
