import { type Currency, inUse } from '../money/currency.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { isZone } from '../time/zone.ts';
import { isCountry } from './countries.ts';
import { isIban } from './iban.ts';
import type { CountryCode, DocumentType, EntityId, NumberSeries, OperatingEntity } from './types.ts';

export type EntityProblem =
  | { readonly code: 'entity.code-taken'; readonly entityCode: string; readonly by: EntityId }
  | { readonly code: 'entity.unknown-zone'; readonly zone: string }
  | { readonly code: 'entity.unknown-country'; readonly path: string; readonly country: CountryCode }
  | { readonly code: 'entity.currency-not-in-use'; readonly path: string; readonly currency: Currency; readonly on: PlainDate }
  | { readonly code: 'entity.invalid-iban'; readonly path: string; readonly iban: string }
  | { readonly code: 'entity.account-without-number'; readonly path: string }
  | { readonly code: 'entity.country-taken'; readonly country: CountryCode; readonly by: EntityId }
  | { readonly code: 'entity.repeated'; readonly path: string; readonly value: string }
  | { readonly code: 'entity.prefix-taken'; readonly documentType: DocumentType; readonly prefix: string; readonly by: string };

/** What a rule looks at, beside the entity itself: the other entities, every series that has begun, and the day in the entity's zone. */
export type EntityContext = {
  readonly others: readonly OperatingEntity[];
  readonly series: readonly Pick<NumberSeries, 'id' | 'entityId' | 'documentType' | 'prefix'>[];
  readonly on: PlainDate;
};

type Judged = Omit<OperatingEntity, 'rev'>;

const documentTypes = ['invoice', 'credit-note'] as const satisfies readonly DocumentType[];

const repeated = (path: string, values: readonly string[]): readonly EntityProblem[] =>
  values
    .filter((value, index) => values.indexOf(value) !== index)
    .map((value): EntityProblem => ({ code: 'entity.repeated', path, value }));

/** `INV` and `INV-A7` may not stand side by side: station A7 of the one would print the numbers of the other. */
const collide = (a: string, b: string): boolean => `${a}-`.startsWith(`${b}-`) || `${b}-`.startsWith(`${a}-`);

const prefixProblems = (entity: Judged, { others, series }: EntityContext): readonly EntityProblem[] =>
  documentTypes.flatMap((documentType): readonly EntityProblem[] => {
    const { prefix } = entity.numbering[documentType];
    const inOthers = others.filter((other) => documentTypes.some((type) => collide(prefix, other.numbering[type].prefix)));
    const inSeries = series.filter(
      (row) => (row.entityId !== entity.id || row.documentType !== documentType) && row.prefix.startsWith(`${prefix}-`),
    );
    const own = documentType === 'credit-note' && collide(prefix, entity.numbering.invoice.prefix) ? [entity.id] : [];
    const by = [...own, ...inOthers.map((other) => other.id), ...inSeries.map((row) => row.id)][0];
    return by === undefined ? [] : [{ code: 'entity.prefix-taken', documentType, prefix, by }];
  });

const placeProblems = (entity: Judged, others: readonly OperatingEntity[]): readonly EntityProblem[] => {
  const places = [
    ['/address/country', entity.address.country],
    ...entity.servesCountries.map((country, index) => [`/servesCountries/${index}`, country] as const),
  ] as const;
  const unknown = places
    .filter(([, country]) => !isCountry(country))
    .map(([path, country]): EntityProblem => ({ code: 'entity.unknown-country', path, country }));
  const taken = others
    .filter((other) => other.state === 'active')
    .flatMap((other) =>
      other.servesCountries
        .filter((country) => entity.servesCountries.includes(country))
        .map((country): EntityProblem => ({ code: 'entity.country-taken', country, by: other.id })),
    );
  return [...unknown, ...taken, ...repeated('/servesCountries', entity.servesCountries)];
};

const accountProblems = (entity: Judged, on: PlainDate): readonly EntityProblem[] =>
  entity.bankAccounts.flatMap(({ iban, details, currency }, index): readonly EntityProblem[] => {
    const path = `/bankAccounts/${index}`;
    const number: readonly EntityProblem[] =
      iban === ''
        ? details.length === 0
          ? [{ code: 'entity.account-without-number', path }]
          : []
        : isIban(iban)
          ? []
          : [{ code: 'entity.invalid-iban', path: `${path}/iban`, iban }];
    return inUse(currency, on) ? number : [...number, { code: 'entity.currency-not-in-use', path: `${path}/currency`, currency, on }];
  });

/** OPE-01, OPE-04: everything that is wrong with an entity as it would stand. Its shape was checked before. */
export const entityProblems = (entity: Judged, context: EntityContext): readonly EntityProblem[] => {
  const { others, on } = context;
  const sameCode = others.filter((other) => other.code === entity.code);
  return [
    ...sameCode.map((other): EntityProblem => ({ code: 'entity.code-taken', entityCode: entity.code, by: other.id })),
    ...(isZone(entity.zone) ? [] : [{ code: 'entity.unknown-zone', zone: entity.zone } as const]),
    ...(inUse(entity.currency, on)
      ? []
      : [{ code: 'entity.currency-not-in-use', path: '/currency', currency: entity.currency, on } as const]),
    ...placeProblems(entity, others),
    ...accountProblems(entity, on),
    ...repeated(
      '/rounding',
      entity.rounding.map((row) => row.currency),
    ),
    ...prefixProblems(entity, context),
  ];
};
