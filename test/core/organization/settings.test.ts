import { describe, expect, it } from 'vitest';
import { wholeMinor } from '../../../core/money/rounding.ts';
import { exact } from '../../../core/money/exact.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { editInvoiceSettings, editPolicies, editTemplate } from '../../../core/organization/edit-settings.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { roundingFor } from '../../../core/organization/rounding.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { british, stored } from './sample.ts';

const uk = stored(british());
const entityId = uk.id;

describe('the settings of an entity', () => {
  it('[POL-06] [POL-07] [POL-08] policies change one by one, and the entity rounds by them', async () => {
    const edits = {
      taxRounding: { from: 'line', to: 'document' },
      roundingMode: { from: 'half-away-from-zero', to: 'half-even' },
    } as const;
    const [entity] = written(await planned(editPolicies, { entityId, edits }, [uk])) as readonly OperatingEntity[];
    expect(entity?.policies).toEqual({ ...defaultPolicies, taxRounding: 'document', roundingMode: 'half-even' });
    expect(entity?.rev).toBe(2);
  });

  it('[POL-06] a policy that somebody else changed first is refused with its path', async () => {
    const edits = { taxRounding: { from: 'rate', to: 'document' } } as const;
    expect(await planned(editPolicies, { entityId, edits }, [uk])).toEqual({
      ok: false,
      problems: [{ code: 'edit.conflict', path: '/policies/taxRounding', expected: 'rate', found: 'line' }],
    });
  });

  it('[INV-11] terms, grace, balances and language', async () => {
    const edits = { netTermsDays: { from: 30, to: 14 }, graceHours: { from: 0, to: 24 } };
    const [entity] = written(await planned(editInvoiceSettings, { entityId, edits }, [uk])) as readonly OperatingEntity[];
    expect(entity?.invoices).toEqual({ ...uk.invoices, netTermsDays: 14, graceHours: 24 });
    const stale = await planned(editInvoiceSettings, { entityId, edits: { netTermsDays: { from: 7, to: 14 } } }, [uk]);
    expect(stale).toMatchObject({ problems: [{ code: 'edit.conflict', path: '/invoices/netTermsDays' }] });
    const isRight = (netTermsDays: number): boolean =>
      shaped(editInvoiceSettings.shape as never, { entityId, edits: { netTermsDays: { from: 30, to: netTermsDays } } }).ok;
    expect([0, 365, 366, -1, 1.5].map(isRight)).toEqual([true, true, false, false, false]);
  });

  it('[INV-11] layout, paper, colour, logo and footer', async () => {
    const logo = { kind: 'svg', svg: '<svg/>' } as const;
    const edits = { accent: { from: uk.invoices.template.accent, to: '#00AA55' }, logo: { from: null, to: logo } };
    const [entity] = written(await planned(editTemplate, { entityId, edits }, [uk])) as readonly OperatingEntity[];
    expect(entity?.invoices.template).toEqual({ ...uk.invoices.template, accent: '#00AA55', logo });
    expect(refusals(await planned(editTemplate, { entityId, edits: { footer: { from: 'x', to: 'y' } } }, [uk]))).toEqual(['edit.conflict']);
  });

  it('are those of an entity that exists', async () => {
    for (const useCase of [editPolicies, editInvoiceSettings, editTemplate]) {
      expect(refusals(await planned(useCase as typeof editPolicies, { entityId: 'ent-x', edits: {} }, [uk]))).toEqual(['entity.missing']);
    }
  });
});

it('[CUR-03] a currency is rounded by the mode of the entity, to its own increment where it has one', () => {
  const swiss = { policies: { ...defaultPolicies, roundingMode: 'half-even' }, rounding: [{ currency: 'CHF', increment: 5 }] } as const;
  expect(roundingFor(swiss, 'CHF')).toEqual({ mode: 'half-even', increment: 5 });
  expect(roundingFor(swiss, 'EUR')).toEqual({ mode: 'half-even', increment: 1 });
  expect(wholeMinor(exact('1012.5'), roundingFor(swiss, 'CHF'))).toBe(1010);
  expect(wholeMinor(exact('1012.5'), roundingFor(uk, 'CHF'))).toBe(1013);
});
