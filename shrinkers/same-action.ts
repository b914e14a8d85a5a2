/**
 * The action of `enabled` that equals `wanted`, field by field; undefined when it is not among them.
 *
 * Tries identity first: machines tend to share their actions.
 */
export function findAction<Action>(enabled: readonly Action[], wanted: Action): Action | undefined {
  for (let index = 0; index < enabled.length; index += 1) if (enabled[index] === wanted) return enabled[index];
  for (let index = 0; index < enabled.length; index += 1) {
    if (sameFields(enabled[index], wanted)) return enabled[index];
  }
  return undefined;
}

/** Whether two actions are equal. Their fields are strings, numbers and booleans. */
function sameFields<Action>(a: Action, b: Action): boolean {
  let fields = 0;
  for (const field in a) {
    if (a[field] !== b[field]) return false;
    fields += 1;
  }
  for (const field in b) if (b[field] !== undefined) fields -= 1;
  return fields === 0;
}

/**
 * The action of `enabled` that does what `wanted` does with other actors: of the same type, with the most equal fields,
 * the first of equally near ones; undefined when there is none of its type.
 */
export function nearestAction<Action extends { readonly type: string }>(
  enabled: readonly Action[],
  wanted: Action,
): Action | undefined {
  let nearest: Action | undefined;
  let equalMost = -1;
  for (const action of enabled) {
    if (action.type !== wanted.type) continue;
    let equal = 0;
    for (const field in wanted) if (action[field] === wanted[field]) equal += 1;
    if (equal > equalMost) {
      nearest = action;
      equalMost = equal;
    }
  }
  return nearest;
}
