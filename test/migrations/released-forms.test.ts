import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TSchema } from 'typebox';
import { afterEach, describe, expect, it } from 'vitest';
import { documentSchemas as catalog } from '../../core/catalog/schema.ts';
import { collections } from '../../core/collections.ts';
import { documentSchemas as customers } from '../../core/customers/schema.ts';
import { documentSchemas as invoicing } from '../../core/invoicing/schema.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { shaped } from '../../core/kernel/shape.ts';
import { documentSchemas as offers } from '../../core/offers/schema.ts';
import { documentSchemas as orders } from '../../core/orders/schema.ts';
import { documentSchemas as organization } from '../../core/organization/schema.ts';
import { documentSchemas as payments } from '../../core/payments/schema.ts';
import { documentSchemas as subscriptions } from '../../core/subscriptions/schema.ts';
import { documentSchemas as tax } from '../../core/tax/schema.ts';
import { documentSchemas as usage } from '../../core/usage/schema.ts';
import { contentOf } from '../../sync/local/rxdb/archive.ts';
import { currentForms, formsOf, migrationsOfDomains, released } from '../../sync/local/rxdb/forms.ts';
import { restoreLocalStore } from '../../sync/local/rxdb/restore.ts';
import { freshHost } from '../contract/fresh-host.ts';
import { Openings, optionsOn, value } from '../sync/local/rxdb/opening.ts';

const schemas: Readonly<Record<string, TSchema>> = {
  ...catalog,
  ...customers,
  ...invoicing,
  ...offers,
  ...orders,
  ...organization,
  ...payments,
  ...subscriptions,
  ...tax,
  ...usage,
};

const folder = path.join(import.meta.dirname, 'fixtures');
const forms = readdirSync(folder).map((name) => Number(name.slice(1)));
const allKinds = Object.values(collections).flat();

const fixtures = (form: number, kind: string): readonly StoredDocument[] =>
  JSON.parse(readFileSync(path.join(folder, `v${form}`, `${kind}.json`), 'utf8')) as readonly StoredDocument[];

const openings = new Openings();
afterEach(() => openings.closeAll());

describe('documents as every released form wrote them', () => {
  it('there are fixtures of every form up to the current one', () => {
    expect(forms.toSorted((a, b) => a - b)).toEqual(Array.from({ length: currentForms.current }, (_, at) => at + 1));
  });

  it.each(forms.flatMap((form) => allKinds.map((kind) => [form, kind] as const)))(
    'form %i of %s becomes what is written today',
    (form, kind) => {
      const documents = fixtures(form, kind);
      expect(documents.length).toBeGreaterThan(0);
      for (const document of documents) {
        const raised = currentForms.raised(document, form);
        expect(shaped(schemas[kind] as TSchema, raised)).toMatchObject({ ok: true });
        expect(raised).toMatchObject({ id: document.id, kind, rev: document.rev });
      }
    },
  );

  it.each(forms)('an archive of form %i is restored', async (form) => {
    const file = new Blob([new Uint8Array(readFileSync(path.join(folder, `v${form}`, 'store.counterfoil')))]);
    const host = freshHost();
    const content = value(await restoreLocalStore(optionsOn(host), file));
    expect(Object.keys(content.documents).toSorted()).toEqual(allKinds.toSorted());
    expect(content.commands).toBeGreaterThan(90);
    const opened = await openings.open(optionsOn(host));
    expect(await contentOf(opened.database)).toEqual(content);
    for (const kind of allKinds) {
      for (const document of await opened.store.list(kind))
        expect([kind, shaped(schemas[kind] as TSchema, document)]).toMatchObject([kind, { ok: true }]);
    }
  });
});

describe('steps from one form to the next', () => {
  it('hold every change that a domain lists, once', () => {
    const listed = Object.values(migrationsOfDomains).flat();
    expect(released.map(({ migrate }) => migrate).filter((migrate) => listed.includes(migrate))).toHaveLength(listed.length);
    expect(released).toHaveLength(listed.length);
  });

  it('are taken in their order, from the form in which a document was written', () => {
    const marked = (mark: string) => (document: unknown) => ({
      ...(document as StoredDocument & { marks?: string }),
      marks: `${(document as { marks?: string }).marks ?? ''}${mark}`,
    });
    const three = formsOf([
      { kinds: ['segment'], migrate: marked('a') },
      { kinds: ['plan'], migrate: marked('b') },
      { kinds: ['segment', 'plan'], migrate: marked('c') },
    ]);
    const of = (kind: string, form: number): unknown => (three.raised({ id: 'x', kind, rev: 1 }, form) as { marks?: string }).marks;
    expect(three.current).toBe(4);
    expect([of('segment', 1), of('segment', 2), of('segment', 4), of('plan', 1), of('offer', 1)]).toEqual([
      'ac',
      'c',
      undefined,
      'bc',
      undefined,
    ]);
    expect(() => three.raised({ id: 'x', kind: 'plan', rev: 1 }, 5)).toThrow('not newer than the engine');
  });
});
