import type { CreateCustomerBody } from '../../../core/customers/schema.ts';
import type { CustomerSource } from '../../../core/customers/customer-source.ts';
import type { Customer } from '../../../core/customers/types.ts';
import type { Command } from '../../../core/kernel/command.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';

export const command = <K extends string, B>(kind: K, body: B, id = 'cmd_1'): Command<K, B> => ({
  id,
  kind,
  at: '2026-11-20T09:30:00.000Z',
  by: { user: 'usr_1', station: 'sta_1' },
  body,
});

export const customer = (changes: Partial<Customer> = {}): Customer => ({
  id: 'cus_1',
  kind: 'customer',
  rev: 3,
  externalId: 'crm-1',
  type: 'business',
  name: 'Acme Ltd',
  email: 'billing@acme.example',
  billingAddress: { lines: ['1 High Street'], city: 'London', postalCode: 'EC1A 1BB', region: '', country: 'GB' },
  taxIds: [],
  taxExemptions: [],
  segments: ['partner'],
  attributes: { tier: 'gold' },
  entityId: null,
  currency: null,
  locale: null,
  netTermsDays: null,
  invoicing: 'consolidated',
  purchaseOrder: '',
  contacts: [],
  signedUpOn: '2026-11-01',
  metadata: {},
  state: 'active',
  ...changes,
});

export const newCustomer = (changes: Partial<CreateCustomerBody> = {}): CreateCustomerBody => ({
  companyName: 'Acme Ltd',
  personName: '',
  externalId: 'crm-1',
  email: 'billing@acme.example',
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
  signedUpOn: '2026-11-20',
  metadata: {},
  ...changes,
});

const numbering = { mode: 'central-series', prefix: 'INV', yearly: true, digits: 5 } as const;

export const entity = (id: string, changes: Partial<OperatingEntity> = {}): OperatingEntity => ({
  id,
  kind: 'entity',
  rev: 1,
  code: id.toUpperCase().replace(/[^A-Z0-9]/g, ''),
  legalName: `${id} Ltd`,
  address: { lines: [], city: 'London', postalCode: '', region: '', country: 'GB' },
  registrationNumber: '',
  email: '',
  website: '',
  currency: 'GBP',
  zone: 'Europe/London',
  fiscalYearStartsIn: 1,
  servesCountries: [],
  isFallback: false,
  taxTreatment: 'native',
  taxRegistrations: [],
  bankAccounts: [],
  numbering: { invoice: numbering, 'credit-note': { ...numbering, prefix: 'CN' } },
  invoices: {
    netTermsDays: 30,
    graceHours: 0,
    applyBalance: true,
    locale: 'en-GB',
    template: { layout: 'classic', paper: 'A4', accent: '#003366', logo: null, footer: '', showWorking: false },
  },
  policies: defaultPolicies,
  rounding: [],
  booksLockedBefore: null,
  state: 'active',
  ...changes,
});

type Known = { readonly customer: readonly Customer[]; readonly entity: readonly OperatingEntity[]; readonly segment: readonly Segment[] };
type Segment = { readonly id: string; readonly code: string; readonly state: 'active' | 'archived' };

/** A source over these documents. */
export const sourceOf = (known: Partial<Known>): CustomerSource => {
  const all: Known = { customer: [], entity: [], segment: [], ...known };
  return {
    get: async (kind, id) => (all[kind].find((document) => document.id === id) ?? null) as never,
    list: async (kind) => all[kind] as never,
  };
};

export const segments: readonly Segment[] = [
  { id: 'seg_1', code: 'partner', state: 'active' },
  { id: 'seg_2', code: 'legacy', state: 'archived' },
];
