import { rewrittenModule } from './rewritten-module.ts';

const IMPORT = /^import \{ Ajv2020 \} from ('[^']*');$/m;
const MADE = /^export const ajv = new Ajv2020\((.*)\);$/m;

/**
 * Every life of a program with @platformatic/kafka would load ajv and make one of it, for a twelfth of a run, though its validators are compiled
 * once for all lives (`lazy-validators.ts`). Nobody sees when it is done: here it is as something is asked of it, and knows by then
 * the library's own keywords.
 */
export const lazyAjv = rewrittenModule('lazy ajv', /[\\/]@platformatic[\\/]kafka[\\/]dist[\\/]utils\.js$/, (text) => {
  const from = IMPORT.exec(text)?.[1];
  const options = MADE.exec(text)?.[1];
  if (from === undefined || options === undefined) return text;
  return text.replace(IMPORT, '').replace(MADE, () => lately(from, options));
});

const lately = (from: string, options: string): string => `
  const keywords = [];
  let made;
  const makeAjv = () => {
    const { Ajv2020 } = require(${from});
    made = new Ajv2020(${options});
    for (const keyword of keywords) made.addKeyword(keyword);
  };
  export const ajv = new Proxy({}, {
    get(_none, name) {
      if (made === undefined && name === 'addKeyword') return (keyword) => void keywords.push(keyword);
      if (made === undefined) makeAjv();
      return typeof made[name] === 'function' ? made[name].bind(made) : made[name];
    },
  });`;
