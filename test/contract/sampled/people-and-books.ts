import type { Desk } from './desk.ts';

export const people = async (desk: Desk): Promise<void> => {
  const exempt = await desk.one('customer', ({ taxExemptions }) => taxExemptions.length > 0);
  const customer = await desk.one(
    'customer',
    ({ billingAddress, taxIds, state }) => state === 'active' && billingAddress.country === 'GB' && taxIds.length === 0,
  );
  const customerId = customer.id;
  await desk.give('customer.edit', {
    customerId,
    fields: { email: { from: customer.email, to: 'new@customer.example' } },
    attributes: {},
    metadata: {},
  });
  await desk.give('customer.add-tax-id', { customerId, taxId: { country: 'GB', value: 'GB980780684', evidence: { kind: 'format' } } });
  await desk.give('customer.remove-tax-id', { customerId, country: 'GB', value: 'GB980780684' });
  const [exemption] = exempt.taxExemptions;
  if (exemption !== undefined) await desk.give('customer.remove-tax-exemption', { customerId: exempt.id, exemption });
  const fresh = desk.first(
    await desk.give('customer.create', {
      companyName: 'Shortlived Ltd',
      personName: '',
      externalId: 'short',
      email: 'a@short.example',
      billingAddress: { lines: ['1 High Street'], city: 'London', postalCode: 'EC1A 1BB', region: '', country: 'GB' },
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
      signedUpOn: '2025-02-03',
      metadata: {},
    }),
    'customer',
  );
  await desk.give('customer.archive', { customerId: fresh.id });
  await desk.give('customer.unarchive', { customerId: fresh.id });
};

export const books = async (desk: Desk): Promise<void> => {
  const entity = await desk.one('entity', ({ state }) => state === 'active');
  await desk.give('entity.edit', { entityId: entity.id, edits: { website: { from: entity.website, to: 'https://books.example' } } });
  const { netTermsDays } = entity.invoices;
  await desk.give('entity.edit-invoice-settings', {
    entityId: entity.id,
    edits: { netTermsDays: { from: netTermsDays, to: netTermsDays + 1 } },
  });
  const { zeroUsage } = entity.policies;
  const graduatedFlat = zeroUsage.graduatedFlat === 'due' ? 'not-due' : 'due';
  await desk.give('entity.edit-policies', {
    entityId: entity.id,
    edits: { zeroUsage: { from: zeroUsage, to: { ...zeroUsage, graduatedFlat } } },
  });
  const { accent } = entity.invoices.template;
  await desk.give('entity.edit-template', { entityId: entity.id, edits: { accent: { from: accent, to: '#123456' } } });
  await desk.give('entity.make-fallback', {
    entityId: (await desk.one('entity', ({ isFallback, state }) => !isFallback && state === 'active')).id,
  });
  const [registration] = entity.taxRegistrations;
  if (registration !== undefined)
    await desk.give('tax-registration.end', {
      entityId: entity.id,
      country: registration.country,
      region: registration.region,
      until: '2026-01-01',
    });
  const rate = await desk.one('tax-rate', ({ until }) => until === null);
  await desk.give('tax-rate.change', { taxRateId: rate.id, percent: '23', from: '2026-01-01' });
  const another = await desk.one('tax-rate', ({ until, id }) => until === null && id !== rate.id);
  await desk.give('tax-rate.end', { taxRateId: another.id, until: '2026-01-01' });
  const series = await desk.one('number-series', ({ state, next }) => state === 'open' && next > 1);
  await desk.give('number-series.void-number', { seriesId: series.id, number: series.next, reason: 'skipped on paper' });
  await desk.give('number-series.close', { seriesId: series.id });
  await desk.give('entity.lock-books', { entityId: entity.id, before: '2025-01-01' });
  const { id: _id, kind: _kind, rev: _rev, state: _state, taxRegistrations: _registrations, booksLockedBefore: _locked, ...like } = entity;
  const numbering: unknown = JSON.parse(JSON.stringify(entity.numbering).replaceAll(`${entity.code}-`, 'SPARE-'));
  const spare = await desk.give('entity.create', {
    ...like,
    code: 'SPARE',
    legalName: 'Spare Ltd',
    isFallback: false,
    servesCountries: [],
    numbering,
  } as never);
  if (spare.length > 0) await desk.give('entity.archive', { entityId: desk.first(spare, 'entity').id });
};
