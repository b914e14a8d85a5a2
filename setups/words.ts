/** The words of a text, so that a long list of names can be written as one. */
export const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
