import { openLaboratory } from '../support/chromium.ts';
import { browserCpu, isBusy, load, type Measured, rounded } from './measure.ts';

type Timed = { readonly ms: number; readonly cpuMs: number };
type Phase = 'company' | 'run' | 'bare' | 'bareText';

/** Documents in one bare insert: as many as are written at once here. */
const bulk = 500;

/**
 * (a) A billing run, from reading to committed invoices, against a bare RxDB insert of the same documents, in Chromium. Rounds take turns; the least of each
 * counts, which is what other work on the machine disturbed least. Where the machine is busy, time on the clock says nothing: processor time of the whole
 * browser is compared then, its database included.
 */
export const billingRun = async ({ subscriptions = 10_000, rounds = 3 } = {}): Promise<Measured> => {
  const laboratory = await openLaboratory('test/browser/store-bench-worker.ts');
  const best = new Map<string, Timed>();
  try {
    const cpu = await browserCpu(laboratory.page);
    const run = async (step: Phase, count: number): Promise<void> => {
      const before = await cpu();
      const { ms = 0 } = (await laboratory.ask<{ readonly ms?: number } | null>({ step, count })) ?? {};
      const cpuMs = (await cpu()) - before;
      const known = best.get(step) ?? { ms: Infinity, cpuMs: Infinity };
      best.set(step, { ms: Math.min(known.ms, ms), cpuMs: Math.min(known.cpuMs, cpuMs) });
    };
    for (let round = 0; round < rounds; round += 1) {
      await run('company', subscriptions);
      await run('run', 0);
      await laboratory.ask({ step: 'made', count: 0 });
      await run('bare', bulk);
      await run('bareText', bulk);
      await laboratory.ask({ step: 'close', count: 0 });
    }
  } finally {
    await laboratory.close();
  }
  const of = (step: Phase): Timed => best.get(step) ?? { ms: Number.NaN, cpuMs: Number.NaN };
  const [whole, bare] = [of('run'), of('bare')];
  const clockRatio = whole.ms / bare.ms;
  const cpuRatio = whole.cpuMs / bare.cpuMs;
  return {
    ratio: rounded(isBusy() ? cpuRatio : clockRatio),
    bound: 2,
    figures: {
      subscriptions,
      clockRatio: rounded(clockRatio),
      cpuRatio: rounded(cpuRatio),
      runMs: Math.round(whole.ms),
      bareMs: Math.round(bare.ms),
      runCpuMs: Math.round(whole.cpuMs),
      bareCpuMs: Math.round(bare.cpuMs),
      bareTextCpuMs: Math.round(of('bareText').cpuMs),
      load: load(),
    },
  };
};
