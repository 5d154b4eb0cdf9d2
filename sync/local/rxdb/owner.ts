import type { LockKeeper } from './host.ts';

/** Lets go of the name; somebody else may have it once this resolves. */
export type Release = () => Promise<void>;

/**
 * The name of a database, held until it is released or this place ends (a crash lets go by itself). `null` where somebody else holds it: two owners
 * would write past each other.
 */
export const claimed = async (name: string, locks: LockKeeper | null): Promise<Release | null> => {
  if (locks === null) return () => Promise.resolve();
  const held = Promise.withResolvers<undefined>();
  const claim = Promise.withResolvers<boolean>();
  const ended = locks.request(`counterfoil store ${name}`, { ifAvailable: true }, async (lock) => {
    claim.resolve(lock !== null);
    if (lock !== null) await held.promise;
  });
  ended.catch(claim.reject);
  if (!(await claim.promise)) return null;
  return async () => {
    held.resolve(undefined);
    await ended;
  };
};
