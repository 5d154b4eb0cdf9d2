import type { Documents, DocumentKind } from '../../../core/collections.ts';
import type { Source } from '../../../core/sources.ts';
import type { PlainDate } from '../../../core/time/plain-date.ts';
import type { BodyOf, CommandKind } from '../../../core/use-cases.ts';
import type { Chance } from '../chance.ts';

/** What somebody at a station sees and may use up: their own store, their own clock, their own luck. */
export type Desk = { readonly source: Source; readonly chance: Chance; readonly today: PlainDate };

/** A command as somebody wants it; what it comes to is the engine's to say. */
export type Wish = { [K in CommandKind]: { readonly kind: K; readonly body: BodyOf<K> } }[CommandKind];

/** Somebody looks at their store and wishes something, or sees nothing to do. `weight`: how often, against the others. */
export type Intent = { readonly weight: number; readonly wish: (desk: Desk) => Promise<Wish | null> };

export const wish = <K extends CommandKind>(kind: K, body: BodyOf<K>): Wish => ({ kind, body }) as unknown as Wish;

/** Any document of a kind that fits; `null` where there is none. */
export const any = async <K extends DocumentKind>(
  { source, chance }: Desk,
  kind: K,
  fits: (document: Documents[K]) => boolean = () => true,
): Promise<Documents[K] | null> => chance.pick((await source.list(kind)).filter(fits));

/** An intent about any document of a kind that fits. */
export const about = <K extends DocumentKind>(
  weight: number,
  kind: K,
  fits: (document: Documents[K]) => boolean,
  wishOf: (document: Documents[K], desk: Desk) => Wish | null | Promise<Wish | null>,
): Intent => ({
  weight,
  wish: async (desk) => {
    const document = await any(desk, kind, fits);
    return document === null ? null : wishOf(document, desk);
  },
});
