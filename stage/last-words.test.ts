import { expect, it } from 'vitest';
import { complaintIn, wordsOf } from './last-words.ts';

it.each([
  [
    'Node',
    "file:///a.mjs:3\n  boom();\n  ^\n\nTypeError [ERR_X]: it is none\n    at a.mjs:3:1 {\n  code: 'ERR_X'\n}\n\nNode.js v20.20.2\n",
    'TypeError [ERR_X]: it is none',
  ],
  [
    'Python',
    'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: no such order\n',
    'ValueError: no such order',
  ],
  [
    'Java',
    'Exception in thread "main" a.B: failed\n\tat App.main(App.java:3)\nCaused by: a.C: the node does not support it\n\t... 3 more\n',
    'Caused by: a.C: the node does not support it',
  ],
  [
    'Go',
    'panic: no brokers\n\ngoroutine 1 [running]:\nmain.main()\n\t/a/main.go:3 +0x1d\nexit status 2\n',
    'panic: no brokers',
  ],
  ['a shell', 'cannot find module\n', 'cannot find module'],
  ['librdkafka', '%3|FAIL| handshake failed\n', '%3|FAIL| handshake failed'],
  ['nobody', '', ''],
])('what %s complains of is the line that says why', (_, text, line) => {
  expect(complaintIn(text)).toBe(line);
});

it.each([
  'Error: no group\n    at main (stage:program:16668:15)\n    at stage:program:11:58',
  '{"stack":"Error: no group\\n    at main (stage:program:16668:15)\\n    at f (stage:program:1:2)"}',
])('of what it wrote last the calls are left out, by whose lines nobody finds anything: %s', (text) => {
  expect(wordsOf(text)).toMatch(/is (?:\{"stack":")?Error: no group(?:"\})?$/);
});

it.each([
  [
    'kafkajs',
    '{"level":"ERROR","logger":"kafkajs","message":"[Connection] no answer","error":"The coordinator is not available"}',
    '[Connection] no answer: The coordinator is not available',
  ],
  ['pino', '{"level":50,"pid":7,"msg":"no database"}', 'no database'],
  ['whoever prints an object', '{"code":42}', '{"code":42}'],
  ['whoever prints half of one', '{ code: 42 }', '{ code: 42 }'],
])('of an entry of a log what it says is told: %s', (_, text, said) => {
  expect(wordsOf(text)).toBe(`; the last that it wrote to its standard error is ${said}`);
});
