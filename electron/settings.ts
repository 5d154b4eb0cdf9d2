import { readFileSync } from 'node:fs';
import { feedAddress } from './updates/feed.ts';

/** What an administrator may set for this station, in `station.json` beside its data. */
export interface Settings {
  /** Where new versions are published; null where the station is never asked to look. */
  readonly feed: string | null;
}

export function readSettings(file: string): Settings {
  try {
    return { feed: feedAddress((JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)['updateFeed']) };
  } catch {
    return { feed: null };
  }
}
