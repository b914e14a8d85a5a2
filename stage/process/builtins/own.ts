/** An object like another, with some of its own. */
export const own = <T extends object>(real: T, mine: object): T =>
  Object.create(real, Object.getOwnPropertyDescriptors(mine));
