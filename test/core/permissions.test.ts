import { describe, expect, it } from 'vitest';
import { collections } from '../../core/collections.ts';
import { areaOfKind, mayGive, mayRead, needOf, permissionMatrix, type Role, roles } from '../../core/permissions.ts';
import { type CommandKind, commandKinds } from '../../core/use-cases.ts';

const giving = (role: Role): readonly CommandKind[] => commandKinds.filter((kind) => mayGive(role, kind));

describe('permissions', () => {
  it('[ROL-04] are the matrix of the spec', () => {
    const columns = ['administrator', 'marketing', 'sales', 'finance', 'developer', 'auditor'] as const;
    const rows = Object.fromEntries(
      Object.entries(permissionMatrix).map(([area, row]) => [area, columns.map((role) => row[role]).join(' ')]),
    );
    expect(rows).toEqual({
      organization: 'edit read none edit read read',
      catalog: 'edit edit read read read read',
      entitlements: 'edit edit read read edit read',
      usage: 'edit read read edit edit read',
      customers: 'edit read edit edit read read',
      subscriptions: 'edit read change edit read read',
      documents: 'edit none read edit read read',
      people: 'edit none none edit none read',
      audit: 'read none none read none read',
    });
  });

  it('[ROL-04] every command has its need, and the administrator may give them all', () => {
    expect(Object.keys(needOf).toSorted()).toEqual([...commandKinds].toSorted());
    expect(giving('administrator')).toEqual(commandKinds);
  });

  it('[ROL-02] an auditor reads everything that is billed and gives nothing', () => {
    expect(giving('auditor')).toEqual([]);
    expect(
      Object.values(collections)
        .flat()
        .filter((kind) => !mayRead('auditor', kind)),
    ).toEqual([]);
  });

  it('[ROL-03] sales work inside what others set up: they configure nothing and issue nothing', () => {
    const mine = giving('sales');
    expect(mine).toContain('subscription.create');
    expect(mine).toContain('customer.edit');
    expect(mine.filter((kind) => ['organization', 'catalog', 'entitlements', 'documents'].includes(needOf[kind].area))).toEqual([]);
    expect(mine).not.toContain('subscription.negotiate-price');
  });

  it('[ROL-04] finance bills and marketing prices, not the other way round', () => {
    expect([mayGive('finance', 'billing.run'), mayGive('marketing', 'billing.run')]).toEqual([true, false]);
    expect([mayGive('finance', 'plan.publish'), mayGive('marketing', 'plan.publish')]).toEqual([false, true]);
    expect([mayRead('marketing', 'invoice'), mayRead('sales', 'invoice')]).toEqual([false, true]);
  });

  it('[ROL-04] what every computation needs is read by everybody', () => {
    for (const role of roles)
      for (const kind of ['entity', 'tax-rate', 'rate-table', 'number-series'] as const) expect(mayRead(role, kind)).toBe(true);
    expect(areaOfKind.entity).toBeNull();
  });
});
