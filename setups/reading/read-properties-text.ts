import { Properties } from 'properties-file/parser';
import type { SetupEntry } from '../input.ts';
import { messageOf, type ReadEntries, unreadable } from './read-entries.ts';
import type { SourceText } from './source-text.ts';

/** The entries of one of Kafka's `.properties` files, with their lines. A key that stands twice counts as it does last. */
export function readPropertiesText({ file, text }: SourceText, section: string): ReadEntries {
  const entries: SetupEntry[] = [];
  try {
    for (const node of new Properties(text).nodes) {
      if (node.type !== 'property') continue;
      entries.push({
        section,
        key: node.key,
        value: node.value.trim(),
        place: { file, line: node.startingLineNumber },
      });
    }
  } catch (error) {
    return unreadable({ file }, `this is not a .properties file: ${messageOf(error)}`, 'mend the file there');
  }
  return { entries, sections: [], problems: [] };
}
