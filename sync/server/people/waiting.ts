/** After how many failed tries one has to wait, and how the wait grows: it doubles from half a minute to a quarter of an hour. */
const freeTries = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;

/** How long after the `failed`th try in a row nothing is looked at. Delay, not lockout: nobody can shut another out for good. */
export const waitMs = (failed: number): number =>
  failed < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, failed - freeTries));
