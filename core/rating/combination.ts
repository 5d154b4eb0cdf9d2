/**
 * What a floor (OR-5), a minimum commitment (BIL-14) or any other least amount adds to charges in minor units: the shortfall, never below zero.
 * It becomes a line of its own, so that the charges themselves keep their prices.
 */
export const topUpMinor = (leastMinor: number, chargesMinor: readonly number[]): number => {
  const charged = chargesMinor.reduce((a, b) => a + b, 0);
  return charged < leastMinor ? leastMinor - charged : 0;
};

/** What a maximum spend takes off (spec 16): what is above the cap, as a number that is not negative. */
export const aboveCapMinor = (mostMinor: number, chargesMinor: readonly number[]): number => {
  const charged = chargesMinor.reduce((a, b) => a + b, 0);
  return charged > mostMinor ? charged - mostMinor : 0;
};
