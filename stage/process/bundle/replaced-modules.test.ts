import { expect, it } from 'vitest';
import { replacedModules } from './replaced-modules.ts';

const real = { insert: () => 'real', pool: { query: () => 'real', size: 3 } };
const replacedBy = (...names: string[]) =>
  replacedModules('/app', { './db.ts': names }).replaced('/app/db.ts', real, (name) => () => `effect ${name}`);

it('puts effects in the place of a module’s functions, and of methods of what it exports', () => {
  const { insert, pool } = replacedBy('pool.query') as typeof real;
  expect([insert(), pool.query(), pool.size]).toEqual(['real', 'effect pool.query', 3]);
});

it('puts them in the place of methods of a class: of those of its objects, and of static ones', () => {
  class Orders {
    static readonly all = () => 'real';
    readonly name = 'orders';
    save(): string {
      return 'real';
    }
  }
  const exports = replacedModules('/app', { './orders.ts': ['Orders.save', 'Orders.all'] }).replaced(
    '/app/orders.ts',
    { Orders },
    (name) => () => `effect ${name}`,
  ) as { Orders: typeof Orders };
  const orders = new exports.Orders();
  expect([orders.save(), orders.name, exports.Orders.all()]).toEqual([
    'effect Orders.save',
    'orders',
    'effect Orders.all',
  ]);
});

it('names the functions that there are', () => {
  expect(() => replacedBy('pool')).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ wayOut: 'give one of: insert' })] }),
  );
});

it('names the methods that there are, those of its class too', () => {
  class Pool {
    query(): void {}
  }
  const pool = Object.assign(new Pool(), { connect: () => {} });
  const replaced = () =>
    replacedModules('/app', { './db.ts': ['pool.qurey'] }).replaced('/app/db.ts', { pool }, () => () => {});
  expect(replaced).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ wayOut: expect.stringContaining('pool.query') })] }),
  );
});

it.each(['inser', 'pool.qurey', 'pool', 'pool.size', 'poool.query'])(
  'refuses a function that is not there: %s',
  (name) => {
    expect(() => replacedBy(name)).toThrow(`effects: ./db.ts: there is no function "${name}" in it`);
  },
);
