/**
 * Which parts of a state change alone: each is a component, and what is no component is made of such. Rules know nothing
 * of it. How a state is divided decides what a search costs, never what it finds.
 */
export type Layout =
  /** One component, whatever it consists of. */
  | typeof ONE
  | FieldsLayout
  /** A list that never changes its length, each element by itself. An element that is null at the beginning stays so. */
  | { readonly type: 'each'; readonly element: Layout }
  /** An object or null; whether it is there is a component of its own. */
  | { readonly type: 'or-null'; readonly object: FieldsLayout };

/** An object that always has the same keys. */
export interface FieldsLayout {
  readonly type: 'fields';
  readonly fields: Readonly<Record<string, Layout | Together>>;
}

/** The fields of an object with the same name here are one component together. */
export interface Together {
  readonly type: 'together';
  readonly name: string;
}

export const ONE = { type: 'one' } as const;

/** The layout of an object; the compiler asks for every key. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it gives the keys their names
export const fields = <Fields extends object>(
  layouts: { readonly [Key in keyof Fields & string]-?: Layout | Together },
): FieldsLayout => ({ type: 'fields', fields: layouts });

export const each = (element: Layout): Layout => ({ type: 'each', element });

export const orNull = (object: FieldsLayout): Layout => ({ type: 'or-null', object });

export const together = (name: string): Together => ({ type: 'together', name });
