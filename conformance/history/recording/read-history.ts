import { createReadStream } from 'node:fs';
import { InputError } from '../../../setups/input-error.ts';
import { checkedOperation } from './checked-operation.ts';
import { MalformedOperation } from './malformed-operation.ts';
import { Recording } from './recording.ts';

const BYTES_AT_ONCE = 1 << 20;

/**
 * Reads a history of JSON lines, one operation a line, and holds no more of its text than a piece of a megabyte and
 * the line that it ends in.
 *
 * @param path where the file is; `name` is what the user calls it.
 * @param onRead called every now and then with the number of operations so far.
 * @throws {InputError} at the first line that is no operation, or cannot stand where it stands.
 */
export async function readHistory(
  path: string,
  { name = path, onRead }: { readonly name?: string; readonly onRead?: (operations: number) => void } = {},
): Promise<Recording> {
  const recording = new Recording();
  let number = 0;
  let rest = '';
  const take = (line: string): void => {
    number += 1;
    if (line.trim() !== '') addLine(recording, number === 1 ? line.replace(/^\uFEFF/, '') : line, `${name}:${number}`);
  };
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: BYTES_AT_ONCE })) {
    const text = rest + (chunk as string);
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      take(text.slice(from, to));
      from = to + 1;
    }
    rest = text.slice(from);
    onRead?.(recording.given);
  }
  take(rest);
  if (recording.given === 0) {
    throw new InputError(name, 'it holds no operation', 'give a history of JSON lines, one operation a line');
  }
  return recording;
}

function addLine(recording: Recording, line: string, place: string): void {
  try {
    recording.add(checkedOperation(JSON.parse(line)));
  } catch (error) {
    if (error instanceof MalformedOperation) throw new InputError(place, error.reason, error.wayOut);
    if (!(error instanceof SyntaxError)) throw error;
    throw new InputError(
      place,
      'this line is not JSON',
      'write one operation a line, each as JSON; what Jepsen stores is EDN, and has to be converted first',
    );
  }
}
