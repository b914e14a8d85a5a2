/** The words of a text that has commas between them, without blanks. */
export const commaListed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
