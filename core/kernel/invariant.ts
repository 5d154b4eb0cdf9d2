/** Our own code is wrong. Nothing may be written after this; the message is for engineers and carries no names or amounts of customers. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

/** Stops the operation when a belief of ours does not hold. A mistake in the user's data is never an invariant: it is a `Problem`. */
export function invariant(holds: boolean, belief: string): asserts holds {
  if (!holds) throw new InvariantBroken(belief);
}

/** The compiler proves that every case is handled; at run time it stops on data that the types said could not exist. */
export const unreachable = (value: never): never => {
  throw new InvariantBroken(`unexpected value ${JSON.stringify(value)}`);
};

/** The value, where our own code guarantees that it exists. */
export const must = <T>(value: T | null | undefined, belief: string): T => {
  if (value === null || value === undefined) throw new InvariantBroken(belief);
  return value;
};
