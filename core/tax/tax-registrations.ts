import { type Command, revised } from '../kernel/command.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { isCountry } from '../organization/countries.ts';
import { countrySchema, idSchema, regionSchema, taxRegistrationSchema } from '../organization/schema.ts';
import type { EntityId, OperatingEntity, TaxRegistration } from '../organization/types.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { checkedTaxNumber, type TaxNumberProblem } from './tax-number.ts';

export type AddTaxRegistration = Command<'tax-registration.add', { readonly entityId: EntityId; readonly registration: TaxRegistration }>;

/** `until` is the first day without the registration. */
export type EndTaxRegistration = Command<
  'tax-registration.end',
  { readonly entityId: EntityId; readonly country: string; readonly region: string; readonly until: PlainDate }
>;

export type TaxRegistrationProblem =
  | TaxNumberProblem
  | { readonly code: 'entity.missing'; readonly entityId: EntityId }
  | { readonly code: 'tax-registration.unknown-country'; readonly country: string }
  | { readonly code: 'tax-registration.ends-before-start'; readonly from: PlainDate; readonly until: PlainDate }
  | {
      readonly code: 'tax-registration.overlaps';
      readonly country: string;
      readonly region: string;
      readonly from: PlainDate;
      readonly until: PlainDate | null;
    }
  | { readonly code: 'tax-registration.missing'; readonly country: string; readonly region: string };

type Facts = { readonly entity: OperatingEntity | null };
type Source = Reads<{ entity: OperatingEntity }>;

const gather = async (command: { readonly body: { readonly entityId: EntityId } }, source: Source): Promise<Facts> => ({
  entity: await source.get('entity', command.body.entityId),
});

const meet = (a: TaxRegistration, b: TaxRegistration): boolean =>
  a.country === b.country && a.region === b.region && (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until);

/** The registration with its number in normal form, or what is wrong with it. Numbers of a region (a state) have no common form: they stay as written. */
const checkedRegistration = (entity: OperatingEntity, registration: TaxRegistration): Outcome<TaxRegistration, TaxRegistrationProblem> => {
  const { country, region, from, until } = registration;
  if (!isCountry(country)) return refuse({ code: 'tax-registration.unknown-country', country });
  if (until !== null && until <= from) return refuse({ code: 'tax-registration.ends-before-start', from, until });
  const other = entity.taxRegistrations.find((row) => meet(row, registration));
  if (other !== undefined) return refuse({ code: 'tax-registration.overlaps', country, region, from: other.from, until: other.until });
  if (region !== '' || registration.number === '') return done(registration);
  const number = checkedTaxNumber(country, registration.number);
  return number.ok ? done({ ...registration, number: number.value.value }) : number;
};

/** OPE-03, TAX-04: from that day on the entity charges the tax of the place. */
export const addTaxRegistration: UseCase<AddTaxRegistration, Facts, TaxRegistrationProblem, Source> = {
  kind: 'tax-registration.add',
  shape: strictObject({ entityId: idSchema, registration: taxRegistrationSchema }),
  gather,
  plan: (command, { entity }) => {
    const { entityId, registration } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    const checked = checkedRegistration(entity, registration);
    if (!checked.ok) return checked;
    const taxRegistrations = [...entity.taxRegistrations, checked.value];
    return done({ command, writes: [revised(entity, { ...entity, taxRegistrations })] });
  },
};

/** The running registration of a place ends; what was billed under it stays. */
export const endTaxRegistration: UseCase<EndTaxRegistration, Facts, TaxRegistrationProblem, Source> = {
  kind: 'tax-registration.end',
  shape: strictObject({ entityId: idSchema, country: countrySchema, region: regionSchema, until: plainDateSchema }),
  gather,
  plan: (command, { entity }) => {
    const { entityId, country, region, until } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    const running = entity.taxRegistrations.find((row) => row.country === country && row.region === region && row.until === null);
    if (running === undefined) return refuse({ code: 'tax-registration.missing', country, region });
    if (until <= running.from) return refuse({ code: 'tax-registration.ends-before-start', from: running.from, until });
    const taxRegistrations = entity.taxRegistrations.map((row) => (row === running ? { ...row, until } : row));
    return done({ command, writes: [revised(entity, { ...entity, taxRegistrations })] });
  },
};
