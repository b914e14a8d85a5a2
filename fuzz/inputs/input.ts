/** A command line and the files that it may name, in a folder of their own. */
export interface Input {
  readonly argv: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}
