import { Pool } from 'pg';

const pool = new Pool();

/** One row more. */
export const insert = (id: string, order: string) =>
  pool.query('INSERT INTO orders (id, body) VALUES ($1, $2)', [id, order]);

/** One row for each id, however often it is asked for. */
export const upsert = (id: string, order: string) =>
  pool.query('INSERT INTO orders (id, body) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING', [id, order]);
