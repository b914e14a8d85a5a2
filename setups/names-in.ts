/** The names in a text, so that a long list of them can be written as one. */
export const namesIn = (text: string): readonly string[] => text.split(/\s+/).filter((name) => name !== '');
