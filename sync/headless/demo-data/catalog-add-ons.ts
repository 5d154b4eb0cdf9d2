import type { PlanEntry, ProductEntry } from '../import/catalog-file.ts';
import { base, fixed, inEachCurrency, perUnit } from './prices.ts';

export const supportProducts: readonly ProductEntry[] = [
  {
    code: 'NL-SUPPORT',
    name: 'Priority support',
    description: 'Answers within an hour.',
    group: 'Add-ons',
    type: 'add-on',
    taxClass: 'standard',
    features: [{ type: 'binary', code: 'priority-support', name: 'Priority support' }],
  },
  {
    code: 'NL-STORAGE',
    name: 'Extra storage',
    description: 'A hundred gigabytes at a time.',
    group: 'Add-ons',
    type: 'add-on',
    taxClass: 'digital',
    features: [{ type: 'quantified', code: 'extra-storage', name: 'Extra storage', unit: 'GB' }],
  },
  {
    code: 'NL-SSO',
    name: 'Single sign-on',
    description: 'SAML and OpenID Connect.',
    group: 'Add-ons',
    type: 'add-on',
    taxClass: 'digital',
    features: [{ type: 'binary', code: 'sign-on', name: 'Single sign-on' }],
  },
  {
    code: 'NL-AUDIT',
    name: 'Audit log',
    description: 'Seven years of who did what.',
    group: 'Add-ons',
    type: 'add-on',
    taxClass: 'digital',
    features: [{ type: 'binary', code: 'audit-log', name: 'Audit log' }],
  },
];

export const supportPlans: readonly PlanEntry[] = [
  {
    code: 'priority-support',
    product: 'NL-SUPPORT',
    name: 'Priority support',
    description: 'Monthly, on the invoice of the base plan.',
    billing: { kind: 'recurring' },
    variants: [
      ...inEachCurrency('monthly', (at) => ({ components: [base(at(['99', '115', '125', '19000']), 'Priority support')] })),
      ...inEachCurrency('yearly', (at) => ({ components: [base(at(['990', '1150', '1250', '190000']), 'Priority support')] })),
      ...inEachCurrency('quarterly', (at) => ({ components: [base(at(['285', '330', '360', '54500']), 'Priority support')] })),
    ],
    entitlements: [{ id: 'priority-support', feature: 'priority-support', grant: 'access' }],
  },
  {
    code: 'extra-storage',
    product: 'NL-STORAGE',
    name: 'Extra storage',
    description: 'A hundred gigabytes each.',
    billing: { kind: 'recurring' },
    variants: inEachCurrency('monthly', (at) => ({
      components: [
        { id: 'blocks', name: 'Blocks of 100 GB', quantity: 'subscription' as const, price: perUnit(at(['5', '6', '6.50', '980'])) },
      ],
    })),
    entitlements: [{ id: 'extra-storage', feature: 'extra-storage', grant: { limit: '100' }, counting: 'limit', perUnit: true }],
    quantity: { minimum: '1', maximum: '100' },
  },
  {
    code: 'sign-on',
    product: 'NL-SSO',
    name: 'Single sign-on',
    description: 'For the whole account.',
    billing: { kind: 'recurring' },
    variants: inEachCurrency('monthly', (at) => ({
      components: [{ id: 'base', name: 'Single sign-on', quantity: 'one' as const, price: fixed(at(['60', '70', '75', '11500'])) }],
    })),
    entitlements: [{ id: 'sign-on', feature: 'sign-on', grant: 'access' }],
  },
  {
    code: 'audit-log',
    product: 'NL-AUDIT',
    name: 'Audit log',
    description: 'Yearly, on an invoice of its own.',
    billing: { kind: 'recurring' },
    variants: inEachCurrency('yearly', (at) => ({ components: [base(at(['480', '560', '600', '92000']), 'Audit log')] })),
    entitlements: [{ id: 'audit-log', feature: 'audit-log', grant: 'access' }],
  },
];
