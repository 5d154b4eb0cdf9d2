import type { LockKeeper } from './host.ts';

/** Lets go of the name. */
export type Release = () => void;

/**
 * The name of a database, held until it is released or this place ends (a crash lets go by itself). `null` where somebody else holds it: two owners
 * would write past each other.
 */
export const claimed = async (name: string, locks: LockKeeper | null): Promise<Release | null> => {
  if (locks === null) return () => undefined;
  const held = Promise.withResolvers<undefined>();
  const claim = Promise.withResolvers<Release | null>();
  const ended = locks.request(`counterfoil store ${name}`, { ifAvailable: true }, async (lock) => {
    claim.resolve(lock === null ? null : () => held.resolve(undefined));
    if (lock !== null) await held.promise;
  });
  ended.catch(claim.reject);
  return claim.promise;
};
