import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { BillingRun } from '../../core/invoicing/types.ts';
import { gapReport, type NumberedDocument, numberLedgers } from '../../core/organization/number-ledger.ts';
import type { NumberSeries } from '../../core/organization/types.ts';
import type { RunResult, RunScope } from '../../renderer/workers/store-api.ts';
import { setClock } from './door-world.ts';
import { expect, type Host, type Workstation } from './workstation.ts';

declare global {
  interface Window {
    /** How far the run is that a test began and did not wait for. */
    plug?: { phase: string; done: number; of: number; isOver: boolean };
  }
}

/** All fifty in Chromium; in Electron some, unless every one is asked for. */
export const killsIn = (host: Host, all: number): number =>
  host === 'chromium' || process.env['COUNTERFOIL_KILLS'] === 'all' ? all : Math.round(all / 5);

export interface Month {
  readonly period: { readonly start: string; readonly end: string };
  /** The moment at which it is billed: the clock stands still, so that a second try differs in nothing. */
  readonly at: string;
}

const scopeIn = (page: Page, { period }: Month): Promise<RunScope> =>
  page.evaluate(async (days) => {
    const entities = await window.counterfoilWorkstation().list('entity');
    return { period: days, entityIds: entities.map(({ id }) => id), customerIds: null };
  }, period);

/** The whole run, waited for. */
export async function bill(page: Page, month: Month): Promise<RunResult> {
  await setClock(page, month.at);
  const scope = await scopeIn(page, month);
  return page.evaluate((wanted) => window.counterfoilWorkstation().run.start(wanted), scope);
}

/** Begins a run and leaves it to itself, or holds it once it has written something; `window.plug` tells how far it is. */
export async function beginBilling(page: Page, month: Month, isHeld = false): Promise<void> {
  await setClock(page, month.at);
  const scope = await scopeIn(page, month);
  await page.evaluate(
    ([wanted, holds]) => {
      const plug = { phase: 'reading', done: 0, of: 0, isOver: false };
      window.plug = plug;
      const { run } = window.counterfoilWorkstation();
      void run
        .start(wanted, ({ phase, done, of }) => {
          Object.assign(plug, { phase, done, of });
          if (holds && phase === 'committing') void run.pause();
        })
        .finally(() => {
          plug.isOver = true;
        });
    },
    [scope, isHeld] as const,
  );
}

/** Waits until a run that is held stands still between two of its parts. */
export async function untilHeld(page: Page): Promise<void> {
  await page.waitForFunction(() => window.plug?.isOver === true || window.plug?.phase === 'paused', undefined, { polling: 5 });
}

/** Waits until a run that was begun has read this share of its customers, or written this many documents where the share is 1, or is over. */
export async function untilRead(page: Page, share: number, documents: number): Promise<void> {
  await page.waitForFunction(
    ([wantedShare, wantedDocuments]) => {
      const { phase = '', done = 0, of = 0, isOver = false } = window.plug ?? {};
      if (isOver || phase === 'committing') return isOver || wantedShare < 1 || done >= wantedDocuments;
      return of > 0 && done >= of * wantedShare;
    },
    [share, documents] as const,
    { polling: 5 },
  );
}

/** What is stored, in a form that is small enough to be looked at after every start. */
export interface Stored {
  /** Commands that this start has finished. */
  readonly healed: number;
  readonly runs: readonly BillingRun[];
  readonly series: readonly NumberSeries[];
  /** Issued documents with the digest of what was issued: not their payments, and not their state. */
  readonly documents: readonly (NumberedDocument & {
    readonly kind: string;
    readonly runId: string;
    readonly state: string;
    readonly digest: string;
  })[];
  /** Rows that the lists have. */
  readonly listed: number;
  /** Documents of the last commands that are older in the store than in the journal, or are not there. */
  readonly unapplied: readonly string[];
}

export const storedIn = (page: Page): Promise<Stored> =>
  page.evaluate(async () => {
    const door = window.counterfoilWorkstation();
    const status = await door.status();
    if (!status.ok) throw new Error(`the store does not open: ${JSON.stringify(status.problems)}`);
    const digestOf = async (value: unknown): Promise<string> => {
      const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value)));
      return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    };
    const all = [...(await door.list('invoice')), ...(await door.list('credit-note'))];
    const documents = await Promise.all(
      all.map(async ({ rev: _rev, state, ...document }) => {
        const { settlements: _settlements, ...content } = { settlements: null, ...document };
        const { id, kind, number, seriesId, runId } = document;
        return { id, kind, number, seriesId, runId, state: state.kind, digest: await digestOf(content) };
      }),
    );
    // What the last commands wrote, in the newest form of each document, asked for by kind.
    const told = new Map<string, { readonly kind: string; readonly id: string; readonly rev: number }>();
    for (const { changes } of (await door.journal({ limit: 4 })).items.toReversed())
      for (const { kind, id, after } of changes) told.set(`${kind} ${id}`, { kind, id, rev: (after as { rev: number }).rev });
    for (const [kind, each] of Map.groupBy(told.values(), ({ kind: of }) => of)) {
      const found = await door.list(kind as 'invoice', { ids: each.map(({ id }) => id) });
      const revs = new Map(found.map(({ id, rev }) => [id, rev]));
      for (const { id, rev } of each) if ((revs.get(id) ?? 0) >= rev) told.delete(`${kind} ${id}`);
    }
    const unapplied = [...told.keys()];
    const rowsOf = async (kind: string): Promise<number> =>
      (await door.rows({ kind, filters: [], text: '', sort: [], from: 0, count: 1, on: '2025-03-01', entityId: null })).matching;
    return {
      healed: status.value.healed,
      runs: [...(await door.list('billing-run'))],
      series: [...(await door.list('number-series'))],
      documents,
      listed: (await rowsOf('invoice')) + (await rowsOf('credit-note')),
      unapplied,
    };
  });

/** No number is missing, none is carried twice; no document is half there; lists, journal and documents agree. */
export function expectWhole({ series, documents, listed, runs, unapplied }: Stored): void {
  expect(gapReport(numberLedgers(series, documents)), 'every number is explained').toMatchObject({
    gaps: [],
    unexplained: 0,
  });
  expect(unapplied, 'what the journal says has happened').toEqual([]);
  expect(listed, 'the lists show every document').toBe(documents.length);
  expect(documents.filter(({ state, number }) => (number === null) !== (state === 'draft'))).toEqual([]);
  for (const { id, totals } of runs) {
    const told = totals.reduce((sum, { invoices, creditNotes }) => sum + invoices + creditNotes, 0);
    expect(documents.filter(({ runId }) => runId === id).length, 'a run has the documents that it tells of').toBe(told);
  }
}

/** Closes as a user does, and does not open again. */
export async function shutDown(workstation: Workstation): Promise<void> {
  await Promise.all([workstation.ended(), workstation.electron?.close() ?? workstation.page.context().close()]);
}

/** A profile as it lies on the disk while its program is not running, to be begun from again. */
export interface Disk {
  readonly putBack: () => void;
}

/** It lies in the profile itself, so that it goes with it. */
const copyName = 'as-it-was';

/** The shell's log of its network is the fixture's; locks belong to the program that made them. */
const isData = (name: string): boolean => name !== copyName && !name.startsWith('net-log') && !name.startsWith('Singleton');

export function diskOf({ profile }: Workstation): Disk {
  const copy = path.join(profile, copyName);
  const take = (from: string, to: string): void => {
    for (const name of readdirSync(from).filter(isData)) cpSync(path.join(from, name), path.join(to, name), { recursive: true });
  };
  mkdirSync(copy);
  take(profile, copy);
  return {
    putBack: () => {
      for (const name of readdirSync(profile).filter(isData)) rmSync(path.join(profile, name), { recursive: true, maxRetries: 10 });
      take(copy, profile);
    },
  };
}

/** The digest over every document and every command of the store, and their numbers, which its export carries. How far it is marked as applied may lag. */
export const contentOf = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const packed = await window.counterfoilWorkstation().exportAll();
    const text = await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).text();
    const { content, documents, commands } = JSON.parse(text.trimEnd().split('\n').at(-2) ?? '') as Record<string, unknown>;
    return { content, documents, commands };
  });
