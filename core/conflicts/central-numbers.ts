import { created, revised, type Write } from '../kernel/command.ts';
import { must } from '../kernel/invariant.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import type { IssuedDocument } from '../invoicing/lines.ts';
import { type NumberingProblem, openedSeries, seriesFor, takeNumbers } from '../organization/numbering.ts';
import type { NumberSeries, OperatingEntity } from '../organization/types.ts';
import { partsOf } from '../time/plain-date.ts';

/** NUM-02: issued, and without its number until the server gives it. */
export const isProvisional = (document: IssuedDocument): boolean =>
  document.number === null && document.seriesId !== null && document.state.kind === 'posted';

export type CentralNumbers = {
  /** By document. */
  readonly documents: ReadonlyMap<string, IssuedDocument>;
  readonly series: readonly Write<NumberSeries>[];
};

/** NUM-01, NUM-02: the next numbers of central series for the documents of one change, in its order. */
export const centralNumbers = (
  documents: readonly IssuedDocument[],
  series: readonly NumberSeries[],
  entities: readonly OperatingEntity[],
): Outcome<CentralNumbers, NumberingProblem> => {
  const before = new Map(series.map((entry) => [entry.id, entry]));
  const now = new Map<string, Omit<NumberSeries, 'rev'>>();
  const numbered = new Map<string, IssuedDocument>();
  for (const document of documents) {
    const seriesId = must(document.seriesId, 'a provisional document names its series');
    const taken = takeNumbers(now.get(seriesId) ?? before.get(seriesId) ?? opened(document, entities), [document.issuedOn], 'server');
    if (!taken.ok) return taken;
    const [number] = taken.value.numbers;
    now.set(seriesId, taken.value.series);
    numbered.set(document.id, { ...document, number: number ?? null });
  }
  const writes = [...now.values()].map((after) => {
    const stored = before.get(after.id);
    return stored === undefined ? created<NumberSeries>(after) : revised(stored, after);
  });
  return done({ documents: numbered, series: writes });
};

const opened = (document: IssuedDocument, entities: readonly OperatingEntity[]): Omit<NumberSeries, 'rev'> => {
  const entity = must(
    entities.find(({ id }) => id === document.entityId),
    'an issued document has its entity',
  );
  // The station's code plays no part in a central series.
  return openedSeries(seriesFor(entity, document.kind, 'SERVER', partsOf(document.issuedOn).year));
};
