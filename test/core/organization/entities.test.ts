import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { archiveEntity } from '../../../core/organization/archive-entity.ts';
import { createEntity } from '../../../core/organization/create-entity.ts';
import { editEntity } from '../../../core/organization/edit-entity.ts';
import { entityFor } from '../../../core/organization/entity-selection.ts';
import { lockBooks } from '../../../core/organization/lock-books.ts';
import { makeFallback } from '../../../core/organization/make-fallback.ts';
import { openedSeries, seriesFor } from '../../../core/organization/numbering.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { documentSchemas } from '../../../core/organization/schema.ts';
import type { BankAccount, OperatingEntity } from '../../../core/organization/types.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { british, german, stored } from './sample.ts';

const account = (given: Partial<BankAccount>): BankAccount => ({
  holder: 'Counterfoil',
  bank: 'A bank',
  iban: '',
  bic: '',
  details: [],
  currency: 'GBP',
  ...given,
});

const uk = stored(british());
const de = stored(german());

describe('a new entity', () => {
  it('[OPE-01] [OPE-04] is one record per legal entity with everything that billing needs', async () => {
    const [entity] = written(await planned(createEntity, british(), []));
    expect(entity).toMatchObject({
      kind: 'entity',
      rev: 1,
      code: 'UK',
      legalName: 'Counterfoil Trading Ltd',
      currency: 'GBP',
      zone: 'Europe/London',
      fiscalYearStartsIn: 1,
      taxTreatment: 'native',
      taxRegistrations: [],
      booksLockedBefore: null,
      state: 'active',
    });
    expect(shaped(documentSchemas.entity, entity)).toMatchObject({ ok: true });
  });

  it('[OPE-02] decides currency, tax, format and numbers by its own settings', async () => {
    const [entity] = written(await planned(createEntity, german(), [uk])) as readonly OperatingEntity[];
    expect(entity?.currency).toBe('EUR');
    expect(entity?.invoices).toMatchObject({ locale: 'de-DE', netTermsDays: 30, template: { paper: 'A4' } });
    expect(entity?.numbering).toMatchObject({ invoice: { prefix: 'DE-INV' }, 'credit-note': { prefix: 'DE-CN' } });
    expect(entity?.policies).toEqual(defaultPolicies);
  });

  it('[OPE-01] has the shape that the schema says, field by field', () => {
    const isRight = (body: unknown): boolean => shaped(createEntity.shape as never, body).ok;
    expect(isRight(british())).toBe(true);
    const wrong = [
      { ...british(), code: 'uk' },
      { ...british(), legalName: '' },
      { ...british(), currency: 'QQQ' },
      { ...british(), fiscalYearStartsIn: 13 },
      { ...british(), surprise: 1 },
      british({ numbering: { ...british().numbering, invoice: { mode: 'station-series', prefix: 'inv', yearly: true, digits: 6 } } }),
      british({ numbering: { ...british().numbering, invoice: { mode: 'station-series', prefix: 'INV-', yearly: true, digits: 6 } } }),
      british({ numbering: { ...british().numbering, invoice: { mode: 'station-series', prefix: 'INV', yearly: true, digits: 2 } } }),
    ];
    expect(wrong.filter(isRight)).toEqual([]);
  });

  it('[OPE-04] is refused with every reason at once', async () => {
    const outcome = await planned(
      createEntity,
      british({
        zone: 'Europe/Londres',
        servesCountries: ['GB', 'UK', 'GB'],
        address: { ...british().address, country: 'ZZ' },
        bankAccounts: [
          account({ iban: 'GB82 WEST 1234 5698 7654 33' }),
          account({}),
          account({ iban: 'GB82 WEST 1234 5698 7654 32', currency: 'HRK' }),
        ],
        rounding: [
          { currency: 'CHF', increment: 5 },
          { currency: 'CHF', increment: 1 },
        ],
      }),
      [],
    );
    expect(outcome).toEqual({
      ok: false,
      problems: [
        { code: 'entity.unknown-zone', zone: 'Europe/Londres' },
        { code: 'entity.unknown-country', path: '/address/country', country: 'ZZ' },
        { code: 'entity.unknown-country', path: '/servesCountries/1', country: 'UK' },
        { code: 'entity.repeated', path: '/servesCountries', value: 'GB' },
        { code: 'entity.invalid-iban', path: '/bankAccounts/0/iban', iban: 'GB82 WEST 1234 5698 7654 33' },
        { code: 'entity.account-without-number', path: '/bankAccounts/1' },
        { code: 'entity.currency-not-in-use', path: '/bankAccounts/2/currency', currency: 'HRK', on: '2026-11-20' },
        { code: 'entity.repeated', path: '/rounding', value: 'CHF' },
      ],
    });
  });

  it('[OPE-04] has a currency that is in use on the day in its own zone', async () => {
    const bulgarian = { ...german({ isFallback: true }), currency: 'BGN', zone: 'Europe/Sofia' } as const;
    const at = async (moment: string) => refusals(await planned(createEntity, bulgarian, [], moment));
    expect(await at('2025-12-31T21:59:59.000Z')).toEqual([]);
    expect(await at('2025-12-31T22:00:00.000Z')).toEqual(['entity.currency-not-in-use']);
  });

  it('[OPE-03] has a code, countries and prefixes that no other entity has', async () => {
    const outcome = await planned(createEntity, german({ code: 'UK', servesCountries: ['DE', 'GB'], numbering: uk.numbering }), [uk]);
    expect(refusals(outcome)).toEqual(['entity.code-taken', 'entity.country-taken', 'entity.prefix-taken', 'entity.prefix-taken']);
    const archived = { ...uk, state: 'archived' as const, isFallback: false };
    expect(refusals(await planned(createEntity, german({ servesCountries: ['DE', 'GB'], isFallback: true }), [archived]))).toEqual([]);
  });

  it('[NUM-02] may not have a prefix whose numbers another series could print', async () => {
    const numbering = (invoice: string, creditNote: string) => ({
      invoice: { mode: 'station-series', prefix: invoice, yearly: true, digits: 6 } as const,
      'credit-note': { mode: 'central-series', prefix: creditNote, yearly: false, digits: 6 } as const,
    });
    // Station A7 of prefix UK-INV prints UK-INV-A7-2026-000001; a central series of prefix UK-INV-A7 would too.
    expect(refusals(await planned(createEntity, german({ numbering: numbering('UK-INV-A7', 'DE-CN') }), [uk]))).toEqual([
      'entity.prefix-taken',
    ]);
    expect(refusals(await planned(createEntity, german({ numbering: numbering('DE', 'DE-CN') }), [uk]))).toEqual(['entity.prefix-taken']);
    expect(refusals(await planned(createEntity, german({ numbering: numbering('DE', 'DECN') }), [uk]))).toEqual([]);
    const series = { ...openedSeries(seriesFor(uk, 'invoice', 'A7', 2025)), rev: 1 };
    const renumbered = { ...uk, numbering: numbering('BILL', 'CREDIT') };
    expect(refusals(await planned(createEntity, german({ numbering: numbering('UK-INV', 'DE-CN') }), [renumbered, series]))).toEqual([
      'entity.prefix-taken',
    ]);
  });
});

describe('who bills a customer', () => {
  it('[OPE-05] is the named entity, else the one that serves the country, else the fallback', () => {
    const chosen = (entityId: string | null, country: string) => {
      const outcome = entityFor({ entityId, country }, [uk, de]);
      return outcome.ok ? outcome.value.code : outcome.problems[0]?.code;
    };
    expect(chosen(null, 'DE')).toBe('DE');
    expect(chosen(null, 'GB')).toBe('UK');
    expect(chosen(null, 'JP')).toBe('UK');
    expect(chosen('ent-de', 'GB')).toBe('DE');
    expect(chosen('ent-fr', 'GB')).toBe('entity.missing');
  });

  it('[OPE-05] is never an archived entity', () => {
    const gone = { ...de, state: 'archived' as const };
    expect(entityFor({ entityId: null, country: 'DE' }, [uk, gone])).toMatchObject({ value: { code: 'UK' } });
    expect(refusals(entityFor({ entityId: 'ent-de', country: 'DE' }, [uk, gone]))).toEqual(['entity.archived']);
    expect(refusals(entityFor({ entityId: null, country: 'FR' }, [de]))).toEqual(['entity.none-for-country']);
  });

  it('[OPE-05] has exactly one fallback, which passes on in one change', async () => {
    expect(refusals(await planned(createEntity, german(), []))).toEqual(['entity.fallback-needed']);
    expect(refusals(await planned(createEntity, german({ isFallback: true }), [uk]))).toEqual(['entity.fallback-taken']);
    const documents = written(await planned(makeFallback, { entityId: 'ent-de' }, [uk, de])) as readonly OperatingEntity[];
    expect(documents.map(({ code, isFallback, rev }) => [code, isFallback, rev])).toEqual([
      ['DE', true, 2],
      ['UK', false, 2],
    ]);
    expect(written(await planned(makeFallback, { entityId: 'ent-uk' }, [uk, de]))).toEqual([]);
    expect(refusals(await planned(makeFallback, { entityId: 'ent-de' }, [uk, { ...de, state: 'archived' }]))).toEqual(['entity.archived']);
    expect(refusals(await planned(makeFallback, { entityId: 'ent-x' }, [uk]))).toEqual(['entity.missing']);
  });
});

describe('an edit of an entity', () => {
  it('[OPE-04] changes what it names, and is judged like a new one', async () => {
    const edits = { email: { from: '', to: 'accounts@example.com' }, servesCountries: { from: ['GB'], to: ['GB', 'IE'] } };
    const [entity] = written(await planned(editEntity, { entityId: uk.id, edits }, [uk, de]));
    expect(entity).toEqual({ ...uk, rev: 2, email: 'accounts@example.com', servesCountries: ['GB', 'IE'] });
    const taken = { servesCountries: { from: ['GB'], to: ['GB', 'DE'] } };
    expect(refusals(await planned(editEntity, { entityId: uk.id, edits: taken }, [uk, de]))).toEqual(['entity.country-taken']);
  });

  it('[OPE-04] [BEY-10] is refused where somebody else was first, the entity is gone, or is not there', async () => {
    const edits = { email: { from: 'old@example.com', to: 'new@example.com' } };
    expect(refusals(await planned(editEntity, { entityId: uk.id, edits }, [uk]))).toEqual(['edit.conflict']);
    expect(refusals(await planned(editEntity, { entityId: uk.id, edits }, [{ ...uk, state: 'archived' }]))).toEqual(['entity.archived']);
    expect(refusals(await planned(editEntity, { entityId: uk.id, edits }, []))).toEqual(['entity.missing']);
  });

  it('[OPE-02] never changes the currency, the fallback or the state', () => {
    const isRight = (edits: unknown): boolean => shaped(editEntity.shape as never, { entityId: 'ent-uk', edits }).ok;
    expect(isRight({ email: { from: '', to: 'a@b.example' } })).toBe(true);
    for (const field of ['currency', 'isFallback', 'state', 'booksLockedBefore', 'taxRegistrations', 'policies', 'id', 'rev']) {
      expect(isRight({ [field]: { from: null, to: null } })).toBe(false);
    }
  });

  it('[NUM-03] may give new numbers a prefix, unless an old series of another kind prints it', async () => {
    const creditNotes = { ...openedSeries(seriesFor(uk, 'credit-note', 'A7', 2026)), rev: 1 };
    const numbering = (invoice: string, creditNote: string) => ({
      invoice: { ...uk.numbering.invoice, prefix: invoice },
      'credit-note': { ...uk.numbering['credit-note'], prefix: creditNote },
    });
    const edit = (to: OperatingEntity['numbering']) => ({ entityId: uk.id, edits: { numbering: { from: uk.numbering, to } } });
    expect(refusals(await planned(editEntity, edit(numbering('BILL', 'UK-CN')), [uk, creditNotes]))).toEqual([]);
    expect(refusals(await planned(editEntity, edit(numbering('UK-CN', 'BACK')), [uk, creditNotes]))).toEqual(['entity.prefix-taken']);
  });
});

describe('the end of an entity', () => {
  it('[OPE-01] is refused while it is the fallback or bills subscriptions', async () => {
    expect(refusals(await planned(archiveEntity, { entityId: uk.id }, [uk]))).toEqual(['entity.is-fallback']);
    expect(refusals(await planned(archiveEntity, { entityId: 'ent-x' }, [uk]))).toEqual(['entity.missing']);
    const [gone] = written(await planned(archiveEntity, { entityId: de.id }, [uk, de]));
    expect(gone).toEqual({ ...de, rev: 2, state: 'archived' });
    expect(refusals(await planned(archiveEntity, { entityId: de.id }, [uk, { ...de, state: 'archived' }]))).toEqual(['entity.archived']);
    const running = archiveEntity.plan(
      { id: 'c', kind: 'entity.archive', at: '2026-11-20T09:00:00.000Z', by: { user: 'u', station: 's' }, body: { entityId: de.id } },
      { entity: de, running: 2 },
    );
    expect(running).toEqual({ ok: false, problems: [{ code: 'entity.has-subscriptions', entityId: de.id, subscriptions: 2 }] });
  });

  it('[OPE-01] counts the subscriptions that are not over', async () => {
    const subscription = (id: string, entityId: string, kind: string) => ({ id, kind: 'subscription', rev: 1, entityId, state: { kind } });
    const command = {
      id: 'c',
      kind: 'entity.archive',
      at: '2026-11-20T09:00:00.000Z',
      by: { user: 'u', station: 's' },
      body: { entityId: de.id },
    } as const;
    const facts = await archiveEntity.gather(command, {
      get: (() => Promise.resolve(de)) as never,
      list: (() =>
        Promise.resolve([
          subscription('a', de.id, 'active'),
          subscription('b', de.id, 'cancelled'),
          subscription('c', uk.id, 'active'),
          subscription('d', de.id, 'paused'),
        ])) as never,
    });
    expect(facts.running).toBe(2);
  });
});

it('[SUB-29] the lock of the books moves forward only, and never past today', async () => {
  const lock = (before: string, entity: OperatingEntity, at?: string) => planned(lockBooks, { entityId: entity.id, before }, [entity], at);
  const [locked] = written(await lock('2026-11-01', uk)) as readonly OperatingEntity[];
  expect(locked?.booksLockedBefore).toBe('2026-11-01');
  const further = { ...uk, booksLockedBefore: '2026-11-01' };
  expect(refusals(await lock('2026-10-01', further))).toEqual(['books.locked-further']);
  expect(refusals(await lock('2026-11-21', uk))).toEqual(['books.lock-in-future']);
  expect(refusals(await lock('2026-11-21', { ...uk, zone: 'Pacific/Auckland' }, '2026-11-20T12:00:00.000Z'))).toEqual([]);
  expect(refusals(await planned(lockBooks, { entityId: 'ent-x', before: '2026-01-01' }, []))).toEqual(['entity.missing']);
});
