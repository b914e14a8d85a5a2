/** What may stand in a command and in its environment, in braces. */
export interface Given {
  /** `host:port` of each broker. */
  readonly bootstrap: string;
  /** The address of the world outside Kafka. */
  readonly outside: string;
  /** The number of the process. */
  readonly process: string;
}

/** A word with what it is given in it; other braces are the user's own. */
export const filled = (word: string, given: Given): string =>
  word.replaceAll(/\{(bootstrap|outside|process)\}/g, (_, name: keyof Given) => given[name]);
