import { rewrittenModule } from './rewritten-module.ts';

const COMPILED = 'ajv.compile(';

/** In the place of `ajv.compile`: a validator of the same schema, which is compiled when something is validated first, and for all lives. */
const LAZILY = `
function validatorOf(name, schema) {
  const validate = (value) => {
    const compiled = __once(name, () => compiledUnseen(schema));
    const isValid = compiled(value);
    validate.errors = compiled.errors;
    return isValid;
  };
  return validate;
}
/**
 * The schemas are the library's own: to compare each with the schema of schemas takes as long as all else, and to shorten code
 * that runs some thousand times at most takes longer than it saves.
 */
function compiledUnseen(schema) {
  const { validateSchema, code } = ajv.opts;
  Object.assign(ajv.opts, { validateSchema: false, code: { ...code, optimize: 0 } });
  try {
    return ${COMPILED}schema);
  } finally {
    Object.assign(ajv.opts, { validateSchema, code });
  }
}
`;

/**
 * @platformatic/kafka compiles the schemas of all options that any of its clients takes as it is loaded: 39, most of them of its
 * administration. A process does so once; here each life would, for three quarters of a run, though a program validates by one or two
 * of them, and for a quarter where each is compiled as it is asked first. They depend on nothing, and nobody sees when it is done. What comes of one calls
 * functions of the library that look at nothing but what they are given (`utils.js`: whether it is a `Map`, how it compares to the
 * property beside it): it says the same in each life, and is compiled once for all.
 */
export const lazyValidators = rewrittenModule(
  'lazy validators',
  /[\\/]@platformatic[\\/]kafka[\\/]dist[\\/]clients[\\/]\w+[\\/]options\.js$/,
  (text, path) => {
    let validators = 0;
    const named = () => `validatorOf(${JSON.stringify(`${path} ${(validators += 1)}`)}, `;
    return text.replaceAll(COMPILED, named) + LAZILY;
  },
);
