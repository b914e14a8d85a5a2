const UNKNOWN = -1;
const TABLE_MIN = 1024;
/** A table may have so many places for every value in it. */
const SPARSENESS_MAX = 16;

/**
 * Values with a number for each. Those of most histories are counted up from 0: they have a table, which is a few
 * times as fast as a hash map.
 */
export class ValueIds {
  private table = new Int32Array(0);
  private readonly others = new Map<unknown, number>();
  private count = 0;

  /** The number of a value, or -1. */
  get(value: unknown): number {
    if (typeof value === 'number' && value >= 0 && value < this.table.length && Number.isInteger(value)) {
      const id = this.table[value];
      if (id !== UNKNOWN) return id;
    }
    return this.others.get(value) ?? UNKNOWN;
  }

  /** Gives a value that has none its number. */
  set(value: unknown, id: number): void {
    this.count += 1;
    if (typeof value === 'number' && value >= 0 && Number.isInteger(value) && this.hasRoomFor(value)) {
      this.table[value] = id;
    } else this.others.set(value, id);
  }

  private hasRoomFor(value: number): boolean {
    if (value < this.table.length) return true;
    if (value >= Math.max(TABLE_MIN, SPARSENESS_MAX * this.count)) return false;
    const table = new Int32Array(Math.max(TABLE_MIN, 2 * value)).fill(UNKNOWN);
    table.set(this.table);
    this.table = table;
    return true;
  }
}
