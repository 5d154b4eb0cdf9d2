import { type Feature, sections } from './feature.ts';

const found = import.meta.glob<{ readonly feature: Feature }>('../features/*/feature.ts', { eager: true });

/** Where its first entry stands in the rail; what has none comes last. */
const placeOf = ({ nav = [] }: Feature): number => {
  const [first] = nav;
  return first === undefined ? sections.length : sections.indexOf(first.section) + first.order / 1000;
};

/** Every feature that has a folder, in the order of the rail: so the palette and the sheet of keys name them too. */
export const features: readonly Feature[] = Object.values(found)
  .map(({ feature }) => feature)
  .toSorted((a, b) => placeOf(a) - placeOf(b));
