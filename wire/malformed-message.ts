/** Bytes that do not follow the layout that they are read with. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/**
 * What `read` makes of bytes; where they end too early or hold what no number can, the error says what they were
 * taken for.
 *
 * @throws {MalformedMessage}
 */
export function readAs<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MalformedMessage(`${what}: ${error.message}`, { cause: error });
  }
}
