import { hashLong } from '../murmur3.ts';

const BITS = 5;
const BITS_ALL = 32;

interface Hashed<Item> {
  readonly item: Item;
  readonly hash: number;
}

/**
 * Operations in the order in which Elle goes through a set of them. It keeps them in a hash-trie of Bifurcan's (CHAMP:
 * Steindorfer and Vinju 2015), by the hash of their index: at each level first those that are alone with five bits of
 * their hash, then the others, each five bits for themselves.
 *
 * @param indexOf the index of an item in the history.
 */
export function bifurcanOrder<Item>(items: readonly Item[], indexOf: (item: Item) => number): Item[] {
  return ordered(
    items.map((item) => ({ item, hash: spread(hashLong(indexOf(item))) })),
    0,
  );
}

function ordered<Item>(hashed: readonly Hashed<Item>[], shift: number): Item[] {
  if (hashed.length < 2 || shift >= BITS_ALL) return hashed.map(({ item }) => item);
  const groups = new Map<number, Hashed<Item>[]>();
  for (const each of hashed) {
    const bits = (each.hash >>> shift) & (2 ** BITS - 1);
    const group = groups.get(bits);
    if (group === undefined) groups.set(bits, [each]);
    else group.push(each);
  }
  const sorted = [...groups].sort(([one], [other]) => one - other).map(([, group]) => group);
  return [
    ...sorted.filter((group) => group.length === 1).map(([{ item }]) => item),
    ...sorted.filter((group) => group.length > 1).flatMap((group) => ordered(group, shift + BITS)),
  ];
}

/** Bifurcan keeps hashes from agreeing in their lower bits. */
function spread(hash: number): number {
  // It widens the hash to 64 bits, with its sign, and folds them.
  let folded = hash < 0 ? ~hash : hash;
  folded ^= (folded >>> 20) ^ (folded >>> 12);
  return folded ^ (folded >>> 7) ^ (folded >>> 4);
}
