/** Bytes that do not follow the layout that they are read with. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}
