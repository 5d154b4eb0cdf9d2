import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../../core/kernel/command.ts';
import type { RowQuery } from '../../../core/views/rows.ts';
import { fillDemo } from '../../../renderer/workers/demo-company.ts';
import type { RunProgress, RunScope, Stamp, StoreApi } from '../../../renderer/workers/store-api.ts';
import { storeHost } from '../../../renderer/workers/store-host.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import type { Store } from '../../../sync/local/store.ts';
import { idleWiring, memoryHome } from './memory-home.ts';

const stamp = (id: string): Stamp => ({ id, at: '2025-03-01T08:00:00.000Z', by: { user: 'ada', station: 'K7M2' } });
const silent = (): void => undefined;
const list = (kind: string): RowQuery => ({ kind, filters: [], text: '', sort: [], from: 0, count: 5, on: '2025-03-01', entityId: null });

/** The demo company, made once: every host of these tests is filled with the same commands. */
const made: Change[] = [];
beforeAll(async () => {
  const store = memoryStore();
  const problems = await fillDemo(store, stamp('demo'), silent);
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
  for await (const { entry } of store.journal()) {
    made.push({
      command: entry.command,
      writes: entry.documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document })),
    });
  }
}, 60_000);

const demoHost = async (): Promise<StoreApi> => {
  const filled = async (store: Store): Promise<readonly []> => {
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a store is filled, not an array
    await store.fill(made);
    return [];
  };
  const host = storeHost({ home: memoryHome(), nowMs: () => performance.now(), wiring: idleWiring(), fillDemo: filled });
  const outcome = await host.demo(stamp('demo'), silent);
  if (!outcome.ok || !outcome.value.isDemo) throw new Error('the demo did not open');
  return host;
};

const februaryOf = async (host: StoreApi): Promise<RunScope> => ({
  period: { start: '2025-02-01', end: '2025-03-01' },
  entityIds: (await host.list('entity')).map(({ id }) => id),
  customerIds: null,
});

let host: StoreApi;
beforeEach(async () => {
  host = await demoHost();
});

describe('[A1] the demo company', () => {
  it('opens with a month billed and a month to bill', async () => {
    const counts = await Promise.all(
      ['customer', 'subscription', 'invoice', 'usage-event', 'billing-run'].map(
        async (kind) => [kind, (await host.rows(list(kind))).matching] as const,
      ),
    );
    expect(Object.fromEntries(counts)).toMatchObject({ customer: 340, subscription: 503, 'billing-run': 1 });
    expect(Object.fromEntries(counts)['invoice']).toBeGreaterThan(200);
  });

  it('is refused where something is there already', async () => {
    expect(await host.demo(stamp('again'), silent)).toMatchObject({ ok: false, problems: [{ code: 'store.failed' }] });
  });
});

describe('[F3] a billing run', () => {
  it('previews what it then makes, with the difference from the last month, and writes nothing before', async () => {
    const scope = await februaryOf(host);
    const before = (await host.rows(list('invoice'))).matching;
    const preview = await host.runPreview(scope, stamp('preview'), silent);
    expect((await host.rows(list('invoice'))).matching).toBe(before);
    const run = await host.runStart(scope, stamp('run'), silent);
    expect(run).toMatchObject({ kind: 'finished', hash: preview?.hash, totals: preview?.totals, documents: preview?.documents });
    expect(preview?.differences.length).toBeGreaterThan(0);
    expect(await host.runStart(scope, stamp('again'), silent)).toMatchObject({ kind: 'nothing-owed' });
  });

  it('cancelled half-way leaves no half document, and the next run makes exactly the rest', async () => {
    const scope = await februaryOf(host);
    const whole = await (await demoHost()).runStart(scope, stamp('whole'), silent);
    const told: RunProgress[] = [];
    const cancelled = await host.runStart(scope, stamp('first'), (progress) => {
      told.push(progress);
      if (progress.phase === 'committing') void host.runCancel();
    });
    expect(cancelled.kind).toBe('cancelled');
    expect(told.at(-1)?.phase).toBe('cancelled');
    const rest = await host.runStart(scope, stamp('second'), silent);
    expect(rest.kind).toBe('finished');
    const billed = (await host.list('invoice', { onFrom: '2025-02-01' })).filter(({ runId }) => runId !== '');
    const sum = new Map<string, number>();
    for (const { currency, totals } of billed) sum.set(currency, (sum.get(currency) ?? 0) + totals.grossMinor);
    const other = await (async () => {
      const again = await demoHost();
      await again.runStart(scope, stamp('whole'), silent);
      return (await again.list('invoice', { onFrom: '2025-02-01' })).filter(({ runId }) => runId !== '');
    })();
    expect(billed.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
    for (const [currency, minor] of sum)
      expect(minor).toBe(other.filter((each) => each.currency === currency).reduce((total, each) => total + each.totals.grossMinor, 0));
    expect(whole.kind).toBe('finished');
  }, 60_000);

  it('pauses between two parts and goes on', async () => {
    const scope = await februaryOf(host);
    const phases: string[] = [];
    const run = host.runStart(scope, stamp('run'), ({ phase }) => {
      phases.push(phase);
      if (phase === 'committing' && !phases.includes('paused')) void host.runPause();
      if (phase === 'paused') setTimeout(() => void host.runResume(), 20);
    });
    expect((await run).kind).toBe('finished');
    expect(phases).toContain('paused');
    expect(phases.at(-1)).toBe('finished');
  });
});
