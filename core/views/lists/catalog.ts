import type { ExternalSeries, Plan, Product, ProductGroup, Segment } from '../../catalog/types.ts';
import type { Offer } from '../../offers/types.ts';
import type { NumberSeries, OperatingEntity } from '../../organization/types.ts';
import type { TaxRate } from '../../tax/types.ts';
import type { Metric } from '../../usage/types.ts';
import { textOf } from '../rows.ts';
import { byName, columnsOf, entityCode, newestFirst, nowhere, ofEntity, type RowSpec } from './spec.ts';

export const products: RowSpec<Product> = {
  kind: 'product',
  columns: columnsOf({ name: 'text', code: 'text', type: 'code', group: 'text', features: 'number', taxClass: 'text', status: 'code' }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, code, type, groupId, features, taxClass, state }) => ({
    name,
    code,
    type,
    groupId: groupId ?? '',
    features: features.length,
    taxClass,
    status: state,
  }),
  late: { group: ({ cells }, facts) => facts.name('product-group', textOf(cells['groupId'])) },
};

export const plans: RowSpec<Plan> = {
  kind: 'plan',
  columns: columnsOf({
    name: 'text',
    code: 'text',
    product: 'text',
    status: 'code',
    version: 'number',
    draft: 'number',
    visibility: 'code',
  }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, code, productId, state, currentVersion, draftVersion, visibility }) => ({
    name,
    code,
    productId,
    status: state,
    version: currentVersion === 0 ? null : currentVersion,
    draft: draftVersion,
    visibility,
  }),
  late: { product: ({ cells }, facts) => facts.name('product', textOf(cells['productId'])) },
};

export const offers: RowSpec<Offer> = {
  kind: 'offer',
  columns: columnsOf({
    name: 'text',
    reach: 'code',
    code: 'text',
    value: 'code',
    status: 'code',
    redeemed: 'number',
    redeemableFrom: 'date',
    redeemableThrough: 'date',
  }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, reach, value, state, redeemed, redeemableFrom, redeemableThrough }) => ({
    name,
    reach: reach.kind,
    code: reach.kind === 'code' ? reach.code : '',
    value: value.kind,
    status: state,
    redeemed,
    redeemableFrom,
    redeemableThrough,
  }),
  late: {},
};

export const metrics: RowSpec<Metric> = {
  kind: 'metric',
  columns: columnsOf({
    name: 'text',
    code: 'text',
    eventName: 'text',
    aggregation: 'code',
    property: 'text',
    unit: 'text',
    status: 'code',
  }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, code, eventName, aggregation, property, unit, state }) => ({
    name,
    code,
    eventName,
    aggregation: aggregation.kind,
    property,
    unit,
    status: state,
  }),
  late: {},
};

export const productGroups: RowSpec<ProductGroup> = {
  kind: 'product-group',
  columns: columnsOf({ name: 'text', status: 'code' }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, state }) => ({ name, status: state }),
  late: {},
};

export const segments: RowSpec<Segment> = {
  kind: 'segment',
  columns: columnsOf({ name: 'text', code: 'text', status: 'code' }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, code, state }) => ({ name, code, status: state }),
  late: {},
};

export const externalSeries: RowSpec<ExternalSeries> = {
  kind: 'external-series',
  columns: columnsOf({ name: 'text', values: 'number', newest: 'instant' }),
  sort: byName(),
  place: nowhere,
  cells: ({ name, values }) => ({ name, values: values.length, newest: values[values.length - 1]?.at ?? null }),
  late: {},
};

export const entities: RowSpec<OperatingEntity> = {
  kind: 'entity',
  columns: columnsOf({
    code: 'text',
    legalName: 'text',
    country: 'text',
    currency: 'text',
    zone: 'text',
    taxTreatment: 'code',
    status: 'code',
  }),
  sort: byName('code'),
  place: ({ id }) => ({ customerId: '', entityId: id }),
  cells: ({ code, legalName, address, currency, zone, taxTreatment, state }) => ({
    code,
    legalName,
    country: address.country,
    currency,
    zone,
    taxTreatment,
    status: state,
  }),
  late: {},
};

export const numberSeries: RowSpec<NumberSeries> = {
  kind: 'number-series',
  columns: columnsOf({
    prefix: 'text',
    entity: 'text',
    documentType: 'code',
    mode: 'code',
    year: 'number',
    next: 'number',
    lastIssuedOn: 'date',
    voided: 'number',
    status: 'code',
  }),
  sort: newestFirst('lastIssuedOn'),
  place: ofEntity,
  cells: ({ prefix, documentType, mode, year, next, lastIssuedOn, voided, state }) => ({
    prefix,
    documentType,
    mode,
    year,
    next,
    lastIssuedOn,
    voided: voided.length,
    status: state,
  }),
  late: { entity: entityCode },
};

export const taxRates: RowSpec<TaxRate> = {
  kind: 'tax-rate',
  columns: columnsOf({
    country: 'text',
    region: 'text',
    taxClass: 'text',
    customerType: 'code',
    component: 'text',
    percent: 'number',
    from: 'date',
    until: 'date',
  }),
  sort: [
    { column: 'country', descending: false },
    { column: 'region', descending: false },
    { column: 'from', descending: true },
  ],
  place: nowhere,
  cells: ({ country, region, taxClass, customerType, component, percent, from, until }) => ({
    country,
    region,
    taxClass,
    customerType,
    component,
    percent,
    from,
    until,
  }),
  late: {},
};
