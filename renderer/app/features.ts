import type { Feature } from './feature.ts';

const found = import.meta.glob<{ readonly feature: Feature }>('../features/*/feature.ts', { eager: true });

/** Every feature that has a folder. */
export const features: readonly Feature[] = Object.values(found).map(({ feature }) => feature);
