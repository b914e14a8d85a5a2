/** As much of what it wrote as says why. */
const WORDS_MAX = 300;

/** What a program wrote last to its standard error, to be put behind a sentence. */
export const wordsOf = (words: string | undefined): string =>
  words === undefined ? '' : `; the last that it wrote to its standard error is ${words.trim().slice(0, WORDS_MAX)}`;
