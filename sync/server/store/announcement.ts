/** What processes tell each other over `ServerStore.hear`. Others may say more: each listens for what it knows. */
export type Announcement =
  | { readonly kind: 'changed'; readonly sequence: number }
  /** A station or a person may see or do something else than before, or nothing any more. */
  | { readonly kind: 'station'; readonly station: string }
  | { readonly kind: 'person'; readonly person: string }
  /** The server begins another life: everybody pulls anew. */
  | { readonly kind: 'resync' };

export const announcementText = (announcement: Announcement): string => JSON.stringify(announcement);

/** `null` for what is of another sort. */
export const announcementIn = (text: string): Announcement | null => {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'kind' in found ? (found as Announcement) : null;
  } catch {
    return null;
  }
};
