import { type Access, mayRead, roles } from '../../../core/permissions.ts';
import { collections, type DocumentKind } from '../../../core/collections.ts';
import type { Digest } from '../../../core/kernel/digest.ts';
import { digestOf } from '../../../core/kernel/digest.ts';
import type { Welcome } from '../../protocol/hello.ts';
import type { Pusher } from '../admission/author.ts';

/** Who asks: a signed-in person at an enrolled station, and everybody who has signed in there before. */
export type Visitor = Pusher & { readonly user: Welcome['user'] };

export const accessOf = ({ user: { role, entityIds } }: Visitor): Access => ({ role, entityIds });

const allKinds: readonly DocumentKind[] = Object.values(collections).flat();

/** What a visitor sees: of which kinds, and of which entities (`null`: all, those to come included). */
export type View = { readonly kinds: readonly DocumentKind[]; readonly isEveryKind: boolean; readonly entityIds: readonly string[] | null };

const kindsOf = new Map(roles.map((role) => [role, allKinds.filter((kind) => mayRead(role, kind))]));

export const viewOf = ({ role, entityIds }: Access): View => {
  const kinds = kindsOf.get(role) ?? [];
  return { kinds, isEveryKind: kinds.length === allKinds.length, entityIds: entityIds === null ? null : [...new Set(entityIds)].sort() };
};

/** What people of some entities see beside what is theirs. Another list than a station was served by means that it lacks something. */
const alsoSeen = ['guests'];

/** Another one means that everything is pulled anew. */
export const viewDigest = ({ kinds, entityIds }: View): Digest =>
  digestOf(entityIds === null ? { kinds, entityIds } : { kinds, entityIds, alsoSeen });
