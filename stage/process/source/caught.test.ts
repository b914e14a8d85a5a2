import { expect, it } from 'vitest';
import { isCaughtAt } from './caught.ts';

/** Whether a failure of `save()` ends in the function that calls it. @param from the line at which that begins. */
function isCaught(code: string, from = 0): boolean {
  const text = code.split('\n');
  const at = text.findIndex((line) => line.includes('save('));
  return isCaughtAt(text, { at, column: text[at].indexOf('save(') + 1, from: from < 0 ? at : from });
}

const tried = (handler: string, behind = ''): string => `async function handle(row) {
  for (const attempt of [1, 2, 3]) {
    try {
      if (row) {
        return await save(row);
      }
    } catch (error) {
${handler}
    } finally {
      done();
    }
  }
${behind}
}
throw new Error("elsewhere");`;

it('a failure is caught for good where it is neither thrown again nor thrown later', () => {
  expect(isCaught(tried('      console.error(error);'))).toBe(true);
  expect(isCaught(tried('      throw new Error("not saved", { cause: error });'))).toBe(false);
  expect(isCaught(tried('      process.exit(1);'))).toBe(false);
  expect(isCaught(tried('      last = error;', '  throw last;'))).toBe(false);
  expect(isCaught(tried('      errors.push(error);', '  if (errors.length > 0) throw errors[0];'))).toBe(false);
  expect(isCaught(tried('      if (attempt === 3) throw error;\n      await pause();'))).toBe(false);
  const once = (handler: string): string =>
    `async () => {\n  try {\n    await save(row);\n  } catch (error) {\n    ${handler}\n  }\n}`;
  expect(isCaught(once('if (!isKnown(error)) throw error;'))).toBe(true);
  expect(isCaught(once('reject(error);'))).toBe(false);
});

it('a block that has no catch passes it on, and so does whoever calls from a catch', () => {
  expect(isCaught('async () => {\n  try {\n    await save(row);\n  } finally {\n    done();\n  }\n}')).toBe(false);
  expect(isCaught('async () => {\n  try {\n    find();\n  } catch {\n    await save(row);\n  }\n}')).toBe(false);
  expect(isCaught('async () => {\n  await save(row);\n}')).toBe(false);
});

it('what is caught around a function is not caught in it', () => {
  expect(isCaught('try {\n  run(async () => {\n    await save(row);\n  });\n} catch {\n}', 1)).toBe(false);
  expect(isCaught('async () => {\n  try {\n    await run(() => save(row));\n  } catch {\n  }\n}', -1)).toBe(false);
  expect(isCaught('  await run(() => save(row)).catch(() => null);', -1)).toBe(false);
});

it('promises catch as blocks do', () => {
  expect(isCaught('  await save(row).catch((error) => console.error(error));')).toBe(true);
  expect(isCaught('  await save(row).catch((error) => {\n    console.error(error);\n  });')).toBe(true);
  expect(isCaught('  await save(row).catch((error) => {\n    throw new Failed(error);\n  });')).toBe(false);
  expect(isCaught('  await save({\n    row\n  }).catch(() => {\n  });')).toBe(true);
  expect(isCaught('  await save(find(row)).then(() => 1).catch(() => 2);')).toBe(true);
  expect(isCaught('  await Promise.allSettled([save(row)]);')).toBe(true);
  expect(isCaught('  await Promise.allSettled(\n    rows.map((row) => save(row))\n  );')).toBe(true);
  expect(isCaught('  await Promise.all([save(row)]);')).toBe(false);
});
