/** The text of a file that says something about a setup, under the name by which its problems are told. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}
