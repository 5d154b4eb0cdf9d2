import { daysAfter } from '../../../core/time/plain-date.ts';
import { about, type Intent, wish } from './intent.ts';

const towns = ['London', 'Leeds', 'York', 'Bath'] as const;

/** Customers and the company itself: edits of fields that several stations make at once. */
export const peopleIntents: readonly Intent[] = [
  {
    weight: 4,
    wish: async ({ chance, today }) =>
      wish('customer.create', {
        companyName: `Company ${chance.below(1_000_000)}`,
        personName: '',
        externalId: chance.percent(30) ? `ext-${chance.below(6)}` : '',
        email: 'post@company.example',
        billingAddress: { lines: ['2 High Street'], city: 'London', postalCode: 'EC1A 1BB', region: '', country: 'GB' },
        taxIds: [],
        segments: [],
        attributes: {},
        entityId: null,
        currency: null,
        locale: null,
        netTermsDays: null,
        invoicing: 'consolidated',
        purchaseOrder: '',
        contacts: [],
        signedUpOn: today,
        metadata: {},
      }),
  },
  about(
    6,
    'customer',
    () => true,
    ({ id, email, purchaseOrder, netTermsDays, billingAddress, entityId }, { chance }) => {
      const fields = [
        { email: { from: email, to: `post${chance.below(9)}@company.example` } },
        { purchaseOrder: { from: purchaseOrder, to: `PO-${chance.below(99)}` } },
        { entityId: { from: entityId, to: chance.pick([null, 'ent_uk', 'ent_ie']) } },
        { netTermsDays: { from: netTermsDays, to: 10 + chance.below(30) } },
        { billingAddress: { from: billingAddress, to: { ...billingAddress, city: chance.pick(towns) ?? 'London' } } },
      ];
      return wish('customer.edit', { customerId: id, fields: chance.pick(fields) ?? {}, attributes: {}, metadata: {} });
    },
  ),
  about(
    2,
    'customer',
    () => true,
    ({ id, attributes }, { chance }) => {
      const key = chance.pick(['size', 'sector']) ?? 'size';
      const edit = { from: attributes[key] ?? null, to: `value ${chance.below(4)}` };
      return wish('customer.edit', { customerId: id, fields: {}, attributes: { [key]: edit }, metadata: {} });
    },
  ),
  about(
    1,
    'customer',
    ({ taxIds }) => taxIds.length === 0,
    ({ id }) =>
      wish('customer.add-tax-id', { customerId: id, taxId: { country: 'GB', value: 'GB980780684', evidence: { kind: 'format' } } }),
  ),
  about(
    1,
    'customer',
    ({ state }) => state === 'active',
    ({ id }) => wish('customer.archive', { customerId: id }),
  ),
  about(
    2,
    'customer',
    ({ state }) => state === 'archived',
    ({ id }) => wish('customer.unarchive', { customerId: id }),
  ),
  about(
    1,
    'entity',
    () => true,
    ({ id, website }, { chance }) =>
      wish('entity.edit', { entityId: id, edits: { website: { from: website, to: `https://books${chance.below(9)}.example` } } }),
  ),
  about(
    1,
    'entity',
    () => true,
    ({ id, invoices: { netTermsDays } }, { chance }) =>
      wish('entity.edit-invoice-settings', {
        entityId: id,
        edits: { netTermsDays: { from: netTermsDays, to: 7 + chance.below(40) } },
      }),
  ),
  about(
    1,
    'tax-rate',
    ({ until }) => until === null,
    ({ id, percent }, { today, chance }) =>
      wish('tax-rate.change', {
        taxRateId: id,
        percent: percent === '20' ? '21' : '20',
        from: daysAfter(today, 1 + chance.below(40)),
      }),
  ),
  about(
    1,
    'number-series',
    ({ state }) => state === 'open',
    ({ id, next }) => wish('number-series.void-number', { seriesId: id, number: next, reason: 'skipped on paper' }),
  ),
  // Another station's block is refused: only whoever has it gives it up.
  about(
    2,
    'number-series',
    ({ block, state }) => block !== undefined && state === 'open',
    ({ id }) => wish('number-series.return-block', { seriesId: id, reason: 'not-needed' }),
  ),
];
