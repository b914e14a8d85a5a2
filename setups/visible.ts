/**
 * Characters that a terminal obeys or that nobody sees: controls, what turns the direction of writing, what has no width,
 * separators of lines, and halves of a pair. Between them a text can look like another one.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

/** The text with every such character spelt out, as `\u202e`: whatever a file says, it is shown and not obeyed. */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (character) =>
    character === '\n' ? '\\n' : character === '\t' ? '\\t' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** As `visible`, of a text of several lines, which stay lines. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n');

/** The beginning of a text that a message quotes: what a file says may be longer than anybody reads. */
export function shortened(text: string, charactersMax: number): string {
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax)}…`;
}
