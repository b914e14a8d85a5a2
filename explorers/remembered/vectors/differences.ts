import type { Recorder } from './recorder.ts';
import { type EachPart, type FieldsPart, kindOf, type OnePart, type Part, type SharedSlot } from './slots.ts';
import type { View } from './view.ts';

/** Finds which components a state has that differ from those of the vector that it was made from. */
export class Differences {
  /** The slots written, and the numbers of their new components: the first `count`. */
  readonly slots: Int32Array;
  readonly numbers: Int32Array;
  count = 0;
  private readonly recorder: Recorder;
  private readonly view: View;

  /** @param view what `recorder` reads through. */
  constructor(recorder: Recorder, view: View) {
    this.recorder = recorder;
    this.view = view;
    this.slots = new Int32Array(recorder.components.length);
    this.numbers = new Int32Array(recorder.components.length);
  }

  /**
   * Notes what of a state, or of a part of it, is another component than in the vector. What was not read on the way to it
   * is noted even where it is the same: in another vector it may be another.
   */
  find(part: Part, value: unknown): void {
    this.count = 0;
    this.part(part, value);
  }

  /** Notes those that another thread has found. @param numberAt of the component in the slot at an index. */
  are(slots: Int32Array, numberAt: (index: number) => number): void {
    this.count = slots.length;
    for (let index = 0; index < slots.length; index += 1) {
      this.slots[index] = slots[index];
      this.numbers[index] = numberAt(index);
    }
  }

  private write(slot: number, value: unknown): void {
    const { recorder } = this;
    const number = recorder.components[slot].numberOf(value);
    if (recorder.row[slot] === number && recorder.hasRead(slot)) return;
    this.slots[this.count] = slot;
    this.numbers[this.count] = number;
    this.count += 1;
  }

  private one(part: OnePart, value: unknown): void {
    if (this.view.handsOnly(part, value)) return;
    if (part.kind !== 'any' && part.kind !== kindOf(value)) {
      throw new RangeError(
        `${part.path} has been of one kind in every state (${part.kind}), and is to be of another now`,
      );
    }
    this.write(part.slot, value);
  }

  private fields(part: FieldsPart, value: object): void {
    if (this.view.shows(part, value)) return;
    const { keys, parts } = part;
    for (let index = 0; index < keys.length; index += 1) {
      const child = parts[index];
      if (child.type !== 'shared') this.part(child, Reflect.get(value, keys[index]));
    }
    for (const group of part.groups) this.write(group.slot, this.shared(group, value));
  }

  /** The component of several fields; the one that is there, where none of them has changed. */
  private shared({ slot, keys }: SharedSlot, value: object): unknown {
    const { recorder } = this;
    if (recorder.hasRead(slot)) {
      const before = recorder.read(slot) as object;
      if (before !== undefined && keys.every((key) => Reflect.get(value, key) === Reflect.get(before, key)))
        return before;
    }
    const component: Record<string, unknown> = {};
    for (const key of keys) component[key] = Reflect.get(value, key);
    return component;
  }

  private part(part: Part, value: unknown): void {
    switch (part.type) {
      case 'one':
        return this.one(part, value);
      case 'fields':
        return this.fields(part, value as object);
      case 'each':
        return this.each(part, value as readonly unknown[]);
      case 'or-null':
        this.write(part.slot, value === null ? null : true);
        if (value === null) this.absent(part.object);
        else this.fields(part.object, value as object);
        return;
      case 'null':
        if (value !== null) throw new RangeError(`${part.path} is always null, and is to be something now`);
        return;
      case 'shared':
        throw new RangeError('a field of a component is written with the others');
    }
  }

  private each(part: EachPart, list: readonly unknown[]): void {
    if (this.view.shows(part, list)) return;
    const { parts, path } = part;
    if (list.length !== parts.length) {
      throw new RangeError(`${path} has ${parts.length} elements in every state, and is to have ${list.length} now`);
    }
    for (let index = 0; index < parts.length; index += 1) this.part(parts[index], list[index]);
  }

  /** Nothing is in the slots of an object that is not there. */
  private absent({ parts, groups }: FieldsPart): void {
    for (const child of parts) if (child.type === 'one') this.write(child.slot, undefined);
    for (const { slot } of groups) this.write(slot, undefined);
  }
}
