import type { Components } from './components.ts';

/** Reads components off a vector, and notes which slots were read, in the order in which each was read first. */
export class Recorder {
  /** The slots read so far: the first `count`. */
  readonly reads: Int32Array;
  count = 0;
  /** Of whose components the state consists: per slot. */
  readonly components: readonly Components[];
  /** The vector. */
  row: Int32Array;
  private readonly stamps: Int32Array;
  private stamp = 0;

  /** @param components per slot. */
  constructor(components: readonly Components[]) {
    this.components = components;
    this.reads = new Int32Array(components.length);
    this.stamps = new Int32Array(components.length);
    this.row = this.reads;
  }

  /** From now on reads are from `row`, and none was made yet. */
  begin(row: Int32Array): void {
    this.row = row;
    this.count = 0;
    this.stamp += 1;
  }

  /** The component in a slot. */
  readonly read = (slot: number): unknown => {
    if (this.stamps[slot] !== this.stamp) {
      this.stamps[slot] = this.stamp;
      this.reads[this.count] = slot;
      this.count += 1;
    }
    return this.components[slot].values[this.row[slot]];
  };

  /** Whether a slot was read. */
  hasRead(slot: number): boolean {
    return this.stamps[slot] === this.stamp;
  }
}
