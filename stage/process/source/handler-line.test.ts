import { expect, it } from 'vitest';
import { lineOfHandler } from './handler-line.ts';

/** Which line is that of a handler that has these lines, from that on at which it begins. */
function lineOf(...lines: readonly string[]): number | undefined {
  const own = ['async ({ message }) => {', ...lines.map((line) => `    ${line}`), '  }'];
  const text = ['await consumer.run({', `  eachMessage: ${own[0]}`, ...own.slice(1), '});'];
  const lineOfText = (line: number) => ({ file: 'consumer.ts', line, column: 1 });
  return lineOfHandler({ text, linesBefore: 1, lineOfText }, own.join('\n'))?.line;
}

it('a handler hands on what it is given by the one statement that calls something and waits for nothing', () => {
  expect(lineOf('const row = String(message.value);', 'queue.push(row);')).toBe(3);
  expect(lineOf('if (isNew(message)) {', '  (0, import_queue.enqueue)(message);', '}', 'await heartbeat();')).toBe(3);
  expect(lineOf('if (isFirst(message)) waiting.set(message.key, message);', 'else await save(message);')).toBe(2);
  expect(lineOf("if (!sink.write(message)) await once(sink, 'drain');")).toBe(2);
  // Who is only woken is given nothing.
  expect(lineOf('rows.push(message);', 'wake();', 'this.drain();')).toBe(2);
  expect(lineOf('logger.info(message);', 'this.#jobs[key].push({', '  row: message', '});', 'heartbeat();')).toBe(3);
});

it('where it has none, or several, it is told by the line at which it begins', () => {
  expect(lineOf('await save(message);')).toBe(1);
  expect(lineOf('await new Promise((done) => queue.push({', '  done', '}));')).toBe(1);
  expect(lineOf('rows.push(message);', 'count(message);')).toBe(1);
});

it('a handler of a package is at no line of the user, nor is one that stands there twice, or that V8 does not tell', () => {
  const text = ['run(() => work());', 'run(() => work());'];
  const script = { text, linesBefore: 1, lineOfText: () => null };
  expect(lineOfHandler(script, 'run(() => work());\nrun(')).toBeUndefined();
  const twice = { ...script, lineOfText: (line: number) => ({ file: 'consumer.ts', line, column: 1 }) };
  expect(lineOfHandler(twice, '() => work()')).toBeUndefined();
  expect(lineOfHandler(twice, 'function () { [native code] }')).toBeUndefined();
});
