import { type RowKind, rowKinds } from '../../../../core/views/lists/row-specs.ts';

export type Counts = Readonly<Partial<Record<RowKind, number>>>;

/** What support needs to know of this station: versions, settings and counts. No name, no amount and no id of a record has a place in it. */
export const diagnosticsText = (facts: Readonly<Record<string, string | number | boolean>>, counts: Counts): string => {
  const line = ([key, value]: readonly [string, string | number | boolean]): string => `${key}: ${String(value)}`;
  const counted = rowKinds.flatMap((kind) => (counts[kind] === undefined ? [] : [[`documents.${kind}`, counts[kind]] as const]));
  return `${[...Object.entries(facts), ...counted].map(line).join('\n')}\n`;
};
