import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inFewLines } from './few-lines.ts';

const indented = (value: unknown): string => JSON.stringify(value, null, 2);

test('what fits into a line is in one, and what does not has a line for each of its elements', () => {
  const many = Array.from({ length: 40 }, (_, index) => `r${index}`);
  expect(inFewLines(indented({ at: [0, 1], log: [{ is: 'r0', epoch: 0 }], many: [many], none: {} }))).toBe(
    [
      '{',
      '  "at": [0, 1],',
      '  "log": [{ "is": "r0", "epoch": 0 }],',
      '  "many": [',
      '    [',
      many.map((name) => `      "${name}"`).join(',\n'),
      '    ]',
      '  ],',
      '  "none": {}',
      '}',
    ].join('\n'),
  );
});

test('it is the same document, whatever its texts look like', () => {
  const hostile = fc.constantFrom('{', '[', '},', ' ]', '"{', 'a\n  ]', '{ "a": [');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      hostile,
      fc.integer(),
      fc.array(tie('tree'), { maxLength: 5 }),
      fc.dictionary(hostile, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const text = inFewLines(indented(value));
      expect(JSON.parse(text)).toEqual(JSON.parse(indented(value)));
      expect(text.length).toBeLessThanOrEqual(indented(value).length);
    }),
  );
});
