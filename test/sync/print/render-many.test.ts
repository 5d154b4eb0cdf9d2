import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type PrintJob, renderDocument } from '../../../sync/headless/print/render.ts';
import { type Printed, renderMany } from '../../../sync/headless/print/render-many.ts';
import { invoiceOf, lineOf, templateOf } from '../../renderer/print/sample-parts.ts';
import { longInvoice } from '../../renderer/print/samples.ts';

const jobAt = (index: number, changes: Partial<PrintJob['template']> = {}): PrintJob => ({
  view: invoiceOf([lineOf(`Service ${index}`, 1_000 + index)], { id: `inv-${index}`, number: `INV-${index}` }),
  template: templateOf(changes),
});

const collected = async (printed: AsyncIterable<Printed>): Promise<readonly Printed[]> => {
  const all: Printed[] = [];
  for await (const one of printed) all.push(one);
  return all;
};

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a batch of documents', () => {
  it('[INV-08] comes out in order, on two threads with the same bytes as on one', async () => {
    const jobs = Array.from({ length: 12 }, (_, index) =>
      index % 4 === 0 ? { ...jobAt(index), view: { ...longInvoice(30), id: `inv-${index}` } } : jobAt(index),
    );
    const two = await collected(renderMany(jobs, { workers: 2 }));
    expect(two.map(({ index, id }) => [index, id])).toEqual(jobs.map(({ view }, index) => [index, view.id]));
    const alone: string[] = [];
    for (const job of jobs) alone.push(hash((await renderDocument(job)).bytes));
    expect(two.map((printed) => (printed.kind === 'rendered' ? hash(printed.bytes) : printed.reason))).toEqual(alone);
  });

  it('a document that cannot be drawn is told, and the others go on', async () => {
    const broken = jobAt(1, { logo: { kind: 'png', base64: 'iVBORw0KGgoAAAANSUhEUg==' } });
    const printed = await collected(renderMany([jobAt(0), broken, jobAt(2)], { workers: 1 }));
    expect(printed.map(({ kind }) => kind)).toEqual(['rendered', 'failed', 'rendered']);
    expect(printed[1]).toMatchObject({ index: 1, id: 'inv-1' });
  });

  it('takes jobs only as fast as documents are taken out', async () => {
    let asked = 0;
    const jobs = function* (): Generator<PrintJob> {
      for (let index = 0; index < 100; index += 1) {
        asked += 1;
        yield jobAt(index);
      }
    };
    let taken = 0;
    for await (const printed of renderMany(jobs(), { workers: 1 })) {
      taken += 1;
      expect(printed.index).toBe(taken - 1);
      expect(asked).toBeLessThanOrEqual(taken + 4);
      if (taken === 10) break;
    }
    expect(asked).toBeLessThan(20);
  });

  it('ends at once when it is cancelled, with the reason', async () => {
    const cancel = new AbortController();
    const jobs = Array.from({ length: 500 }, (_, index) => jobAt(index));
    let taken = 0;
    const run = async (): Promise<void> => {
      for await (const printed of renderMany(jobs, { workers: 2, signal: cancel.signal })) {
        taken = printed.index + 1;
        if (taken === 5) cancel.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(taken).toBeLessThan(20);
    await expect(collected(renderMany(jobs, { workers: 1, signal: cancel.signal }))).rejects.toThrow('enough');
  });

  it('passes on what goes wrong with the jobs themselves', async () => {
    const jobs = function* (): Generator<PrintJob> {
      yield jobAt(0);
      throw new Error('no more facts');
    };
    await expect(collected(renderMany(jobs(), { workers: 1 }))).rejects.toThrow('no more facts');
  });

  it('of nothing gives nothing', async () => {
    expect(await collected(renderMany([], { workers: 2 }))).toEqual([]);
  });
});
