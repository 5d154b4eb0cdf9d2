import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../renderer/print/definition.ts';
import { documentDefinition } from '../../../renderer/print/print-document.ts';
import { type PrintJob, renderDefinition, renderDocument, type Rendered } from '../../../sync/headless/print/render.ts';
import type { Answer } from '../../../sync/headless/print/render-worker.ts';
import { invoiceOf, lineOf, templateOf } from '../../renderer/print/sample-parts.ts';
import {
  creditNote,
  germanInvoice,
  longInvoice,
  names,
  reverseCharge,
  severalTaxes,
  typical,
  yenInvoice,
} from '../../renderer/print/samples.ts';

const hash = ({ bytes }: Pick<Rendered, 'bytes'>): string => createHash('sha256').update(bytes).digest('hex');
const latin1 = (rendered: Rendered): string => Buffer.from(rendered.bytes).toString('latin1');

const layouts = ['classic', 'modern', 'compact'] as const;

const job = (view: PrintJob['view'], changes: Partial<PrintJob['template']> = {}): PrintJob => ({ view, template: templateOf(changes) });

const everyName = invoiceOf(Object.values(names).map((name) => lineOf(name, 1_000)));

/** In a thread that has printed nothing before. */
const inFreshWorker = async (task: PrintJob): Promise<string> => {
  const worker = new Worker(new URL('../../../sync/headless/print/render-worker.ts', import.meta.url));
  worker.postMessage({ index: 0, job: task }, []);
  const [answer] = (await once(worker, 'message')) as [Answer];
  await worker.terminate();
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return hash(answer);
};

describe('bytes', () => {
  it.each(layouts)('[INV-08] the same %s document twice is the same file', async (layout) => {
    for (const view of [typical(), germanInvoice(), longInvoice(40), creditNote()]) {
      const [first, second] = [await renderDocument(job(view, { layout })), await renderDocument(job(view, { layout }))];
      expect(hash(first)).toBe(hash(second));
      expect(latin1(first).startsWith('%PDF-1.7')).toBe(true);
    }
  });

  it('[INV-08] what was printed before leaves no trace: another thread, another order, the same file', async () => {
    const tasks = [job(everyName), job(yenInvoice()), job(reverseCharge(), { layout: 'classic' }), job(everyName, { showWorking: true })];
    const forward: string[] = [];
    for (const task of tasks) forward.push(hash(await renderDocument(task)));
    const backward: string[] = [];
    for (const task of tasks.toReversed()) backward.unshift(hash(await renderDocument(task)));
    expect(backward).toEqual(forward);
    const fresh = await Promise.all(tasks.map(inFreshWorker));
    expect(fresh).toEqual(forward);
  });

  it('[INV-08] drawn side by side in one thread they do not disturb each other', async () => {
    const tasks = [job(typical()), job(germanInvoice()), job(yenInvoice()), job(severalTaxes())];
    const alone: string[] = [];
    for (const task of tasks) alone.push(hash(await renderDocument(task)));
    const together = await Promise.all(tasks.map((task) => renderDocument(task)));
    expect(together.map(hash)).toEqual(alone);
  });

  it('the file is dated on the day of issue, and its id follows from what it is', async () => {
    const text = latin1(await renderDocument(job(typical())));
    expect(text).toContain('(D:20261130000000Z)');
    expect(text).not.toContain('/ModDate');
    expect(text).toContain('(Counterfoil)');
    const idOf = (file: string): string => /\/ID \[<([0-9a-f]+)>/.exec(file)?.[1] ?? '';
    expect(idOf(text)).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(latin1(await renderDocument(job(typical({ id: 'inv-2' })))))).not.toBe(idOf(text));
  });

  it('two documents that differ in one cent are different files', async () => {
    const other = typical();
    expect(hash(await renderDocument(job({ ...other, dueMinor: other.dueMinor + 1 })))).not.toBe(hash(await renderDocument(job(other))));
  });
});

describe('pages', () => {
  it.each([
    ['a usual invoice', typical(), { classic: 1, modern: 1, compact: 1 }],
    ['one line', invoiceOf([lineOf('Consulting day', 95_000)]), { classic: 1, modern: 1, compact: 1 }],
    ['forty lines', longInvoice(40), { classic: 3, modern: 3, compact: 2 }],
    ['every script', everyName, { classic: 2, modern: 2, compact: 1 }],
  ])('%s takes as many as it needs', async (_, view, wanted) => {
    const pages: Record<string, number> = {};
    for (const layout of layouts) pages[layout] = (await renderDocument(job(view, { layout }))).pages;
    expect(pages).toEqual(wanted);
  });

  it('US Letter too', async () => {
    const rendered = await renderDocument(job(severalTaxes(), { paper: 'LETTER' }));
    expect(rendered.pages).toBe(1);
    expect(latin1(rendered)).toContain('/MediaBox [0 0 612 792]');
  });

  it('[BEY-03] the working takes pages of its own', async () => {
    expect((await renderDocument(job(typical(), { showWorking: true }))).pages).toBe(2);
  });

  it('the carried-over sum is drawn from where the layout put the lines', async () => {
    const view = longInvoice(40);
    const definition = documentDefinition(view, templateOf());
    const heads: string[] = [];
    const { pages } = await renderDefinition(
      {
        ...definition,
        header: (page, count) => {
          const head = definition.header(page, count);
          heads.push(JSON.stringify(head));
          return head;
        },
      },
      { id: view.id, issuedOn: view.issuedOn },
    );
    expect(pages).toBe(3);
    const carried = heads.map((head) => Number(/Carried over {2}([\d,.]+)/.exec(head)?.[1]?.replaceAll(',', '') ?? '0'));
    const sums = view.lines.map((_, index) => view.lines.slice(0, index + 1).reduce((sum, line) => sum + line.netMinor, 0) / 100);
    expect(carried[0]).toBe(0);
    expect(sums).toContain(carried[1]);
    expect(sums).toContain(carried[2]);
    expect(carried[1]).toBeLessThan(carried[2] ?? 0);
  });
});

describe('what a page cannot reach', () => {
  const reaching = (piece: object): Definition => {
    const definition = documentDefinition(typical(), templateOf());
    return { ...definition, content: [piece as never] };
  };
  const facts = { id: 'x', issuedOn: '2026-11-30' };

  it('a file of the machine', async () => {
    await expect(renderDefinition(reaching({ image: import.meta.filename }), facts)).rejects.toThrow(/denied/);
  });

  it('an address', async () => {
    const definition = { ...reaching({ image: 'outside' }), images: { outside: 'https://example.com/a.png' } };
    await expect(renderDefinition(definition, facts)).rejects.toThrow(/denied/);
  });
});
