import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collections, type DocumentKind } from '../../../../core/collections.ts';
import { documentSchemas, domainForms } from '../../../../core/document-schemas.ts';
import { shaped } from '../../../../core/kernel/shape.ts';
import { openFileStore } from '../../../../sync/headless/file-store.ts';
import { demo, type Ended, filesIn, smallCompany } from './small-company.ts';

type Summary = {
  readonly documents: { readonly invoices: number };
  readonly months: readonly {
    readonly month: string;
    readonly runs: readonly unknown[];
    readonly totals: readonly { readonly invoices: number; readonly creditNotes: number }[];
  }[];
};

let folder: string;
let data: string;
let first: Ended;
let whole: ReadonlyMap<string, string>;
const out = (name: string): string => path.join(folder, name);
const args = (name: string, ...more: readonly string[]): readonly string[] => [
  '--out',
  out(name),
  '--data',
  data,
  '--months',
  '2',
  '--no-pdf',
  ...more,
];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-demo-'));
  data = path.join(folder, 'data');
  await smallCompany(data);
  first = await demo(args('whole'));
  whole = await filesIn(out('whole'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the demo', () => {
  it('[BEY-02] leaves only documents of the form that their kind has, each with a schema', async () => {
    const { store, close } = await openFileStore(out('whole/state'));
    const kinds = Object.keys(documentSchemas) as DocumentKind[];
    expect(kinds.toSorted()).toEqual(Object.values(collections).flat().toSorted());
    for (const kind of kinds) {
      const misfits = (await store.list(kind)).flatMap((document) => {
        const form = shaped(documentSchemas[kind], document);
        return form.ok ? [] : [{ kind, id: document.id, problems: form.problems.slice(0, 3) }];
      });
      expect(misfits.slice(0, 3)).toEqual([]);
    }
    expect(domainForms.every(({ version, migrations }) => migrations.length === version - 1)).toBe(true);
    await close();
  });

  it('writes tables and a summary, and says what was billed and where to look', async () => {
    expect(first.code).toBe(0);
    for (const words of ['Billed January to February 2025', 'nothing new came out', 'Where to look:', 'Northlight Systems Ltd'])
      expect(first.said).toContain(words);
    expect([...whole.keys()]).toEqual(['credit-notes.csv', 'invoice-lines.csv', 'invoices.csv', 'summary.json']);
    const invoices = (await readFile(out('whole/invoices.csv'), 'utf8')).trimEnd().split('\n');
    const summary = JSON.parse(await readFile(out('whole/summary.json'), 'utf8')) as Summary;
    expect(summary.documents.invoices).toBe(invoices.length - 1);
    expect(invoices.length).toBeGreaterThan(40);
    expect(summary.months.map(({ month, runs }) => [month, runs.length])).toEqual([
      ['2025-01', 1],
      ['2025-02', 1],
    ]);
  });

  it('[BEY-02] gives the same bytes in another folder, and again in the same one', async () => {
    const other = await demo(args('other'));
    expect(other.code).toBe(0);
    expect(await filesIn(out('other'))).toEqual(whole);
    const journal = await readFile(out('whole/state/journal'));
    expect(await readFile(out('other/state/journal'))).toEqual(journal);
    const again = await demo(args('other'));
    expect(again).toMatchObject({ code: 0 });
    expect(again.said).toContain('billed at an earlier start');
    expect(await filesIn(out('other'))).toEqual(whole);
    expect(await readFile(out('other/state/journal'))).toEqual(journal);
  }, 60_000);

  it('goes on where a shorter run ended', async () => {
    const short = await demo(args('grown').map((arg) => (arg === '2' ? '1' : arg)));
    expect(short.code).toBe(0);
    expect((await demo(args('grown'))).code).toBe(0);
    expect(await filesIn(out('grown'))).toEqual(whole);
  }, 60_000);

  it.each([
    ['the customers are read', 'offers.json:'],
    ['the subscriptions are read', 'customers.csv:'],
    ['January is billed', 'subscriptions.csv:'],
    ['February is billed', 'January 2025:'],
    ['everything is proved', 'February 2025:'],
  ])(
    '[OFF-03] stopped by Ctrl-C while %s leaves nothing half done, and goes on to the same bytes',
    async (_when, line) => {
      const name = `stopped ${line.slice(0, 8)}`;
      let isSent = false;
      const stopped = await demo(args(name), (said, kill) => {
        if (isSent || !said.includes(line)) return;
        isSent = true;
        kill('SIGINT');
      });
      expect(stopped).toMatchObject({ code: 130, signal: null });
      expect(stopped.said).toContain('Stopped. Nothing is half done: the next start goes on from here.');
      expect([...(await filesIn(out(name))).keys()].filter((file) => file.endsWith('.part'))).toEqual([]);
      const { tornBytes, close } = await openFileStore(out(`${name}/state`));
      expect(tornBytes).toBe(0);
      await close();
      expect((await demo(args(name))).code).toBe(0);
      expect(await filesIn(out(name))).toEqual(whole);
    },
    60_000,
  );

  it('[OFF-03] killed at any moment goes on to the same documents', async () => {
    for (const ms of [150, 450, 800, 1200]) {
      let timer: NodeJS.Timeout | null = null;
      await demo(args('killed'), (_said, kill) => {
        timer ??= setTimeout(() => kill('SIGKILL'), ms);
      });
    }
    expect((await demo(args('killed'))).code).toBe(0);
    const files = await filesIn(out('killed'));
    for (const name of ['invoices.csv', 'invoice-lines.csv', 'credit-notes.csv']) expect(files.get(name)).toBe(whole.get(name));
  }, 60_000);

  it('is for one process at a time', async () => {
    const { close } = await openFileStore(out('taken/state'));
    const { code, said } = await demo(args('taken'));
    await close();
    expect(code).toBe(1);
    expect(said).toContain('already working in this folder');
  }, 60_000);

  it('prints the last month, each document into a file of its own, and only once', async () => {
    const wanted = args('printed', '--workers', '2').filter((arg) => arg !== '--no-pdf');
    expect((await demo(wanted)).code).toBe(0);
    const files = await filesIn(out('printed'));
    const pdfs = [...files].filter(([name]) => name.endsWith('.pdf'));
    const summary = JSON.parse(await readFile(out('printed/summary.json'), 'utf8')) as Summary;
    const february = summary.months[1]?.totals.reduce((sum, { invoices, creditNotes }) => sum + invoices + creditNotes, 0);
    expect(pdfs).toHaveLength(february ?? 0);
    expect(pdfs.every(([, bytes]) => Buffer.from(bytes, 'base64').subarray(0, 5).toString() === '%PDF-')).toBe(true);
    await rm(out(`printed/${pdfs[0]?.[0]}`));
    const again = await demo(wanted);
    expect(again.said).toContain(`1 PDFs of February 2025 printed, ${pdfs.length - 1} were there already`);
    expect(await filesIn(out('printed'))).toEqual(files);
  }, 90_000);
});

describe('the demo on files that are wrong', () => {
  it('[USG-13] imports nothing of a file with a bad row, names it, and goes on once it is put right', async () => {
    const broken = path.join(folder, 'broken');
    await smallCompany(broken, 20);
    const file = path.join(broken, 'customers.csv');
    const right = await readFile(file, 'utf8');
    await writeFile(file, right.replace('C-1003,Kestrel', 'C-1003,=Kestrel').replace(',GB521099169,', ',GB521099168,'));
    const wanted = ['--out', out('fixed'), '--data', broken, '--months', '1', '--no-pdf'];
    const refused = await demo(wanted);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(
      'customers.csv was not imported: 1 of its rows cannot be taken as it stands. Nothing of it was written.',
    );
    expect(refused.said).toContain('customers.csv, line 4: tax-number.invalid');
    expect(await readFile(out('fixed/import-problems.csv'), 'utf8')).toContain('customers.csv,4,,,tax-number.invalid,');
    await writeFile(file, right);
    expect((await demo(wanted)).code).toBe(0);
    expect([...(await filesIn(out('fixed'))).keys()]).not.toContain('import-problems.csv');
  }, 60_000);

  it('[USG-13] leaves bad rows out where it is told to, and says which', async () => {
    const broken = path.join(folder, 'skipped');
    await smallCompany(broken, 20);
    const usage = path.join(broken, 'usage-2025-01.csv');
    await writeFile(
      usage,
      `${await readFile(usage, 'utf8')}C-9999,api.calls,2025-01-09T10:00:00Z,zz,1,\nC-1003,no.such,2025-01-09T10:00:00Z,zz,1,\n`,
    );
    const { code, said } = await demo(['--out', out('skip'), '--data', broken, '--months', '1', '--no-pdf', '--skip-bad-rows']);
    expect(code).toBe(0);
    expect(said).toContain('usage.customer-missing');
    expect(said).toContain('usage.event-unknown');
    expect((await readFile(out('skip/import-problems.csv'), 'utf8')).trimEnd().split('\n')).toHaveLength(3);
  }, 60_000);

  it('[USG-13] on a state that was made from other files says so', async () => {
    const other = path.join(folder, 'changed');
    await smallCompany(other, 20);
    const wanted = ['--out', out('changed-out'), '--data', other, '--months', '1', '--no-pdf'];
    expect((await demo(wanted)).code).toBe(0);
    const file = path.join(other, 'customers.csv');
    await writeFile(file, (await readFile(file, 'utf8')).replace('Kestrel Property', 'Kestrel & Sons'));
    const { code, said } = await demo(wanted);
    expect(code).toBe(1);
    expect(said).toContain('command.id-reused');
  }, 60_000);

  it.each([
    [['--help'], 0, 'Bills a demo company'],
    [['--months', '13'], 2, '--months takes a whole number from 1 to 12'],
    [['--months', 'x'], 2, '--months takes a whole number'],
    [['--workers', '-1'], 2, '--workers'],
    [['--nonsense'], 2, '--nonsense'],
    [['--data', 'nowhere'], 1, 'is no whole company'],
  ])('answers %j', async (given, code, words) => {
    const ended = await demo(given);
    expect(ended.code).toBe(code);
    expect(ended.said).toContain(words);
  });
});
