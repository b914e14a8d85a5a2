import type { FieldsLayout, Layout } from '../../../model/layout.ts';

/** A place in a vector of component numbers, and where in the state its component lies. */
export interface Slot {
  /** As in `replicas.0.log`. */
  readonly path: string;
  /** Slots of one kind share their components: the path without its numbers. */
  readonly kind: string;
}

/** A part of a state, with the slots that it takes. */
export type Part =
  | OnePart
  /** A field of an object that is one component with others. */
  | { readonly type: 'shared'; readonly slot: number; readonly key: string }
  /** An element that never is anything but null. */
  | { readonly type: 'null'; readonly path: string }
  | FieldsPart
  | EachPart
  | { readonly type: 'or-null'; readonly slot: number; readonly object: FieldsPart };

export type ComponentKind = 'list' | 'object' | 'any';

/** One component. */
export interface OnePart {
  readonly type: 'one';
  readonly slot: number;
  readonly path: string;
  /** What it is in every state, as in the first: a list, an object, or anything else. */
  readonly kind: ComponentKind;
}

export interface FieldsPart extends Range {
  readonly type: 'fields';
  readonly number: number;
  readonly path: string;
  readonly keys: readonly string[];
  /** Of each key. */
  readonly parts: readonly Part[];
  readonly groups: readonly SharedSlot[];
}

export interface EachPart extends Range {
  readonly type: 'each';
  readonly number: number;
  readonly path: string;
  readonly parts: readonly Part[];
}

/** The slots of all that a part is made of. */
interface Range {
  readonly from: number;
  /** The slot after the last one. */
  readonly to: number;
}

/** The fields of an object that are one component: an object with these keys. */
export interface SharedSlot {
  readonly slot: number;
  readonly keys: readonly string[];
}

/** A state as a vector: its parts, and the slots that they take. */
export interface Slots {
  readonly root: FieldsPart;
  readonly all: readonly Slot[];
  /** How many parts are more than one component: each has a number below. */
  readonly parts: number;
}

/**
 * Numbers the slots of a layout.
 *
 * @param init a state: how long its lists are, and what of them is null, every state has in common with it.
 */
export function slotsOf(layout: FieldsLayout, init: object): Slots {
  const numbering = new Numbering();
  const root = numbering.fields(layout, init, '');
  return { root, all: numbering.slots, parts: numbering.parts };
}

/** The part of a state at a path. */
export function partAt(root: Part, path: readonly (string | number)[]): Part {
  return path.reduce<Part>((part, key) => {
    const whole = part.type === 'or-null' ? part.object : part;
    const inner =
      whole.type === 'fields'
        ? whole.parts[whole.keys.indexOf(String(key))]
        : whole.type === 'each'
          ? whole.parts[Number(key)]
          : undefined;
    if (inner === undefined) throw new RangeError(`no state has a part at ${path.join('.')}`);
    return inner;
  }, root);
}

class Numbering {
  readonly slots: Slot[] = [];
  parts = 0;

  fields(layout: FieldsLayout, value: object | undefined, path: string): FieldsPart {
    const number = this.parts++;
    const from = this.slots.length;
    const prefix = path === '' ? '' : `${path}.`;
    const groups = new Map<string, { slot: number; keys: string[] }>();
    const keys = Object.keys(layout.fields);
    const parts = keys.map((key): Part => {
      const inner = layout.fields[key];
      if (inner.type !== 'together') return this.part(inner, memberOf(value, key), `${prefix}${key}`);
      let group = groups.get(inner.name);
      if (group === undefined) {
        group = { slot: this.slot(`${prefix}(${inner.name})`), keys: [] };
        groups.set(inner.name, group);
      }
      group.keys.push(key);
      return { type: 'shared', slot: group.slot, key };
    });
    return { type: 'fields', number, path, keys, parts, groups: [...groups.values()], from, to: this.slots.length };
  }

  private part(layout: Layout, value: unknown, path: string): Part {
    switch (layout.type) {
      case 'one':
        return { type: 'one', slot: this.slot(path), path, kind: kindOf(value) };
      case 'fields':
        return this.fields(layout, Object(value) as object, path);
      case 'each': {
        if (!Array.isArray(value)) throw new RangeError(`${path} is no list: its layout is another`);
        const number = this.parts++;
        const from = this.slots.length;
        const parts = value.map(
          (element: unknown, index): Part =>
            element === null
              ? { type: 'null', path: `${path}.${index}` }
              : this.part(layout.element, element, `${path}.${index}`),
        );
        return { type: 'each', number, path, parts, from, to: this.slots.length };
      }
      case 'or-null': {
        const slot = this.slot(`${path}?`);
        return { type: 'or-null', slot, object: this.fields(layout.object, undefined, path) };
      }
    }
  }

  private slot(path: string): number {
    this.slots.push({ path, kind: path.replaceAll(/\.\d+/g, '') });
    return this.slots.length - 1;
  }
}

/** What a component is. */
export const kindOf = (value: unknown): ComponentKind => {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'object' : 'any';
};

const memberOf = (value: object | undefined, key: string): unknown =>
  value === undefined ? undefined : Reflect.get(value, key);
