import picocolors from 'picocolors';

/** The few ways in which a text for a terminal is set apart. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours that colour, or that leave every text as it is. The caller decides: a report looks at no terminal. */
export function createColors(enabled: boolean): Colors {
  return picocolors.createColors(enabled);
}

/** A text without its colours. */
export function uncoloured(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the escape character is what a colour begins with
  return text.replace(/\u001B\[\d+m/g, '');
}
