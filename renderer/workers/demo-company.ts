import type { Store } from '../../sync/local/store.ts';
import type { DemoProgress, Stamp } from './store-api.ts';

export const fillDemo = async (_store: Store, _stamp: Stamp, _heard: (progress: DemoProgress) => void): Promise<readonly { readonly code: string }[]> => [
  { code: 'demo.missing' },
];
