import type { EachPart, FieldsPart, OnePart, Part, Slots } from './slots.ts';
import { unreadView } from './unread-view.ts';

/**
 * A state that looks like any other and reads every component when it is looked at: objects with a getter for each
 * component, made once. Whatever vector `read` reads from is the state.
 */
export class View {
  /** The state. */
  readonly root: object;
  private readonly byPart: unknown[];
  private readonly read: (slot: number) => unknown;

  /** Of each slot what shows its component, where that may be handed on unread. */
  private readonly unread: unknown[] = [];
  private readonly handsOn: boolean;
  private readonly original: Original | undefined;

  /**
   * @param options `handsOn`: a component is read when something is asked of it, and not when it is handed on; `original`: of a state
   *   after a step, what it may share with the one before.
   */
  constructor(
    { root, parts }: Slots,
    read: (slot: number) => unknown,
    { handsOn = false, original }: { readonly handsOn?: boolean; readonly original?: Original } = {},
  ) {
    this.read = read;
    this.handsOn = handsOn;
    this.original = original;
    this.byPart = Array.from({ length: parts });
    this.root = this.fields(root);
  }

  /** Whether `value` is how this view shows a part that is more than one component. */
  shows(part: FieldsPart | EachPart, value: unknown): boolean {
    return this.byPart[part.number] === value;
  }

  /** Whether `value` is how this view shows the component in a slot, unread. */
  handsOnly({ slot }: OnePart, value: unknown): boolean {
    return value !== undefined && this.unread[slot] === value;
  }

  private fields(part: FieldsPart): object {
    const view = {};
    for (const [index, key] of part.keys.entries()) this.define(view, key, part.parts[index]);
    this.byPart[part.number] = view;
    return view;
  }

  /** Defines what is there for a part: what it is made of stays the same object, a component is read every time. */
  private define(view: object, key: string | number, part: Part): void {
    const { read } = this;
    switch (part.type) {
      case 'one':
        if (!this.handsOn || part.kind === 'any') return define(view, key, { get: () => read(part.slot) });
        this.unread[part.slot] = unreadView(part.kind, () => read(part.slot) as object);
        return define(view, key, { value: this.unread[part.slot] });
      case 'shared':
        return define(view, key, { get: () => Reflect.get(read(part.slot) as object, part.key) });
      case 'or-null': {
        const object = this.fields(part.object);
        return define(view, key, { get: () => (read(part.slot) === null ? null : object) });
      }
      case 'null':
        return define(view, key, { value: null });
      case 'fields':
        return define(view, key, this.sharing(part, this.fields(part)));
      case 'each': {
        const list: unknown[] = Array.from({ length: part.parts.length });
        for (const [index, element] of part.parts.entries()) this.define(list, index, element);
        this.byPart[part.number] = list;
        return define(view, key, this.sharing(part, list));
      }
    }
  }

  /** What is there for a part that shows as `own`: of a state after a step, the very object from before where nothing of it changes. */
  private sharing(part: FieldsPart | EachPart, own: unknown): PropertyDescriptor {
    const { original } = this;
    if (original === undefined) return { value: own };
    const before = original.view.byPart[part.number];
    return { get: () => (original.isWritten(part.from, part.to) ? own : before) };
  }
}

/** The state before a step. */
interface Original {
  readonly view: View;
  /** Whether the step writes any of these slots. */
  isWritten(from: number, to: number): boolean;
}

const define = (view: object, key: string | number, how: PropertyDescriptor): void =>
  void Object.defineProperty(view, key, { ...how, enumerable: true, configurable: true });
