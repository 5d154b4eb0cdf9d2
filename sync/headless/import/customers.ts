import { createCustomer } from '../../../core/customers/create-customer.ts';
import { addTaxExemption } from '../../../core/customers/add-tax-exemption.ts';
import type { CreateCustomerBody } from '../../../core/customers/schema.ts';
import { digestOf } from '../../../core/kernel/digest.ts';
import { done, type Outcome, type ProblemLike } from '../../../core/kernel/outcome.ts';
import { checkedTaxNumber } from '../../../core/tax/tax-number.ts';
import type { ImportSource } from './import-source.ts';
import type { Mapping } from './header.ts';
import { lookup } from './lookups.ts';
import { country, currency, date, integer, list, oneOf, text } from './readers.ts';
import { stepsOfRows } from './row-steps.ts';
import { type Entry, refusal, type Step, step, type Steps } from './step.ts';
import { maybe, needed, type ReadRow, type RowOf, type Table } from './table.ts';

export const customerTable = {
  name: 'customers',
  columns: {
    customer: needed(text(120), 'customer id', 'external id', 'customer no'),
    company: maybe(text(140), '', 'company name'),
    person: maybe(text(140), '', 'name', 'full name'),
    email: maybe(text(254), '', 'e-mail'),
    address_1: maybe(text(120), '', 'address', 'street'),
    address_2: maybe(text(120), ''),
    city: maybe(text(120), '', 'town'),
    postal_code: maybe(text(20), '', 'postcode', 'zip'),
    region: maybe(text(3), '', 'state'),
    country: needed(country, 'country code'),
    tax_number: maybe(text(40), '', 'vat number', 'tax id'),
    exempt_reason: maybe(text(200), ''),
    exempt_certificate: maybe(text(120), ''),
    exempt_from: maybe(date, null),
    exempt_until: maybe(date, null),
    segments: maybe(list(text(60)), []),
    entity: maybe(text(8), ''),
    currency: maybe(currency, null),
    locale: maybe(text(16), null),
    net_terms: maybe(integer(0, 365), null, 'payment terms'),
    invoicing: maybe(oneOf('consolidated', 'per-subscription'), 'consolidated' as const),
    purchase_order: maybe(text(60), '', 'po'),
    contact: maybe(text(140), ''),
    contact_email: maybe(text(254), ''),
    signed_up: needed(date, 'signed up on', 'customer since'),
  },
  open: { prefix: 'attribute:', read: text(500) },
} satisfies Table<object>;

type Row = RowOf<typeof customerTable>;

/** Imports customers: one command each, and one more for an exemption. A tax number is kept with the evidence that its form and check digits hold. */
export const customerSteps = (file: ImportSource, entry: Entry, mapping: Mapping = {}): Steps =>
  stepsOfRows<Row>(
    file,
    customerTable,
    async (source) => {
      const entityOf = lookup(source, 'entity', ({ code }) => code);
      const customerOf = lookup(source, 'customer', ({ externalId }) => externalId);
      return async function* ([read]: readonly ReadRow<Row>[]) {
        if (read === undefined) return;
        const { row, line, open } = read;
        const taxId = enteredTaxId(row.country, row.tax_number);
        const entity = row.entity === '' ? null : await entityOf(row.entity);
        if (row.entity !== '' && entity === null) yield refusal(line, { code: 'customer.entity-unknown' });
        else if (!taxId.ok) yield refusal(line, ...taxId.problems);
        else {
          const body = bodyOf(row, open, entity?.id ?? null, taxId.value);
          yield step(entry, createCustomer, { key: row.customer, line, body });
          if (row.exempt_reason !== '') yield* exemptionStep(entry, line, row, (await customerOf(row.customer))?.id ?? null);
        }
      };
    },
    1,
    mapping,
  );

const enteredTaxId = (of: string, value: string): Outcome<CreateCustomerBody['taxIds'], ProblemLike> => {
  if (value === '') return done([]);
  const checked = checkedTaxNumber(of, value);
  return checked.ok ? done([{ country: of, value: checked.value.value, evidence: { kind: checked.value.validity } }]) : checked;
};

const bodyOf = (
  row: Row,
  attributes: Readonly<Record<string, string>>,
  entityId: string | null,
  taxIds: CreateCustomerBody['taxIds'],
): CreateCustomerBody => ({
  externalId: row.customer,
  companyName: row.company,
  personName: row.person,
  email: row.email,
  billingAddress: {
    lines: [row.address_1, row.address_2].filter((line) => line !== ''),
    city: row.city,
    postalCode: row.postal_code,
    region: row.region,
    country: row.country,
  },
  taxIds,
  segments: row.segments,
  entityId,
  currency: row.currency,
  locale: row.locale,
  netTermsDays: row.net_terms,
  invoicing: row.invoicing,
  purchaseOrder: row.purchase_order,
  contacts: row.contact === '' ? [] : [{ name: row.contact, email: row.contact_email, phone: '', role: '' }],
  signedUpOn: row.signed_up,
  attributes,
  metadata: {},
});

function* exemptionStep(entry: Entry, line: number, row: Row, customerId: string | null): Generator<Step> {
  // Where the customer itself was refused there is nothing to exempt.
  if (customerId === null) return;
  if (row.exempt_from === null) {
    yield refusal(line, { code: 'customer.exemption-without-start' });
    return;
  }
  const exemption = {
    country: row.country,
    region: row.region,
    reason: row.exempt_reason,
    certificate: row.exempt_certificate,
    from: row.exempt_from,
    until: row.exempt_until,
  };
  yield step(entry, addTaxExemption, { key: `${row.customer}|${digestOf(exemption)}`, line, body: { customerId, exemption } });
}
