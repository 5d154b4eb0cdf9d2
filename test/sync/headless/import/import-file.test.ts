import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../../core/kernel/command.ts';
import type { ImportSource } from '../../../../sync/headless/import/import-source.ts';
import { customerSteps } from '../../../../sync/headless/import/customers.ts';
import { subscriptionSteps } from '../../../../sync/headless/import/subscriptions.ts';
import { usageSteps } from '../../../../sync/headless/import/usage.ts';
import { scratchStore } from '../../../../sync/local/overlay.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { by, type Company, customersCsv, opening, smallCompany, subscriptionsCsv } from './company.ts';

let company: Company;
beforeAll(async () => {
  company = await smallCompany();
});
afterAll(() => company.close());

const customers = (file: ImportSource) => customerSteps(file, opening);
const usage = (file: ImportSource) => usageSteps(file, { at: '2025-02-01T06:00:00.000Z', by });

const head = 'customer,company,country,signed_up\n';
const rows = ['C-10,Calder Hotels plc,GB,2024-01-01\n', 'C-11,Lindner AG,DE,2024-01-02\n', 'C-12,Étoile SAS,FR,2024-01-03\n'];
const bad = ['C-13,Nowhere Ltd,XX,2024-01-01\n', 'C-1,Taken Ltd,GB,2024-01-01\n', ',No Key Ltd,GB,2024-13-01\n'];

const usageHead = 'customer,event,at,key,property:quantity\n';
const usageRows = Array.from(
  { length: 2500 },
  (_, n) => `C-1,api.calls,2025-01-${String((n % 28) + 1).padStart(2, '0')}T10:00:00Z,k${n},${n}\n`,
);

describe('[USG-13] a file is imported', () => {
  it('as the commands of its rows, by the rules of the engine', async () => {
    const store = scratchStore(company.store);
    const taken = await company.take(store, 'c.csv', head + rows.join(''), customers);
    expect(taken).toMatchObject({ outcome: 'imported', rows: 3, badRows: 0, committed: 3, known: 0, written: 3, problems: [] });
    const [found] = (await store.list('customer')).filter(({ externalId }) => externalId === 'C-11');
    expect(found).toMatchObject({ name: 'Lindner AG', type: 'business', signedUpOn: '2024-01-02', billingAddress: { country: 'DE' } });
  });

  it('with the evidence that a tax number holds', async () => {
    const [ashdown] = (await company.store.list('customer')).filter(({ externalId }) => externalId === 'C-1');
    expect(ashdown?.taxIds).toEqual([{ country: 'GB', value: 'GB521099169', validity: { kind: 'format', at: opening.at } }]);
  });

  it('once: the same file again changes nothing, at whatever moment', async () => {
    const store = scratchStore(company.store);
    await company.take(store, 'c.csv', head + rows.join(''), customers);
    const later = (file: ImportSource) => customerSteps(file, { at: '2026-07-01T00:00:00.000Z', by: { user: 'usr_2', station: 'B1' } });
    expect(await company.take(store, 'again.csv', head + rows.join(''), later)).toMatchObject({
      outcome: 'imported',
      committed: 0,
      known: 3,
      written: 0,
    });
  });

  it('and what was added to it since is imported alone', async () => {
    const store = scratchStore(company.store);
    await company.take(store, 'c.csv', head + rows.slice(0, 2).join(''), customers);
    expect(await company.take(store, 'c.csv', head + rows.join(''), customers)).toMatchObject({ committed: 1, known: 2, written: 1 });
  });

  it('but a row that says something else under the same key is refused', async () => {
    const store = scratchStore(company.store);
    await company.take(store, 'c.csv', head + rows.join(''), customers);
    const changed = await company.take(store, 'c.csv', `${head}C-11,Somebody Else AG,DE,2024-01-02\n`, customers);
    expect(changed).toMatchObject({ outcome: 'refused', written: 0, problems: [{ code: 'command.id-reused', line: 2 }] });
  });

  it('and after a crash in the middle, the same import finishes it', async () => {
    const whole = scratchStore(company.store);
    await company.take(whole, 'c.csv', head + rows.join(''), customers);
    const store = scratchStore(company.store);
    let left = 2;
    const broken: Store = {
      ...store,
      commit: async (change: Change) => {
        if (left === 0) throw new Error('the power went off');
        left -= 1;
        return store.commit(change);
      },
    };
    await expect(company.take(broken, 'c.csv', head + rows.join(''), customers)).rejects.toThrow('the power went off');
    expect(await company.take(store, 'c.csv', head + rows.join(''), customers)).toMatchObject({
      outcome: 'imported',
      known: 2,
      written: 1,
    });
    expect(await store.list('customer')).toEqual(await whole.list('customer'));
  });
});

describe('[USG-13] a file with bad rows', () => {
  const mixed = head + [rows[0], bad[0], rows[1], bad[1], bad[2], rows[2]].join('');

  it('imports nothing, and every bad row is named with its place and reason', async () => {
    const taken = await company.take(scratchStore(company.store), 'mixed.csv', mixed, customers);
    expect(taken).toMatchObject({ outcome: 'refused', rows: 6, badRows: 3, written: 0 });
    expect(taken.problems.map(({ file, line, column, value, code }) => [file, line, column, value, code])).toEqual([
      ['mixed.csv', 3, 'country', 'XX', 'value.not-country'],
      ['mixed.csv', 6, 'customer', '', 'value.missing'],
      ['mixed.csv', 6, 'signed_up', '2024-13-01', 'value.not-date'],
      ['mixed.csv', 5, '', '', 'command.id-reused'],
    ]);
  });

  it('imports the others where that is asked for, and names the same ones', async () => {
    const store = scratchStore(company.store);
    const taken = await company.take(store, 'mixed.csv', mixed, customers, { skipBadRows: true });
    expect(taken).toMatchObject({ outcome: 'imported', rows: 6, badRows: 3, committed: 3, written: 3 });
    expect([...new Set(taken.problems.map(({ line }) => line))].toSorted((a, b) => a - b)).toEqual([3, 5, 6]);
    expect((await store.list('customer')).map(({ externalId }) => externalId).toSorted()).toEqual(['C-1', 'C-10', 'C-11', 'C-12', 'C-2']);
  });

  it('that is cut off in a quote imports nothing, even where bad rows may be skipped', async () => {
    const taken = await company.take(scratchStore(company.store), 'cut.csv', `${head}${rows[0]}C-14,"Cut`, customers, {
      skipBadRows: true,
    });
    expect(taken).toMatchObject({ outcome: 'refused', written: 0, problems: [{ code: 'row.quotes', line: 3 }] });
  });
});

describe('[USG-13] a dry run', () => {
  it('says what would be imported and writes nothing', async () => {
    const taken = await company.take(scratchStore(company.store), 'c.csv', head + rows.join(''), customers, { dryRun: true });
    expect(taken).toMatchObject({ outcome: 'checked', rows: 3, badRows: 0, committed: 3, written: 0, problems: [] });
  });

  it('finds what the rows do to each other', async () => {
    const taken = await company.take(
      scratchStore(company.store),
      'c.csv',
      head + rows.join('') + rows[0]?.replace('Calder', 'Other'),
      customers,
      { dryRun: true },
    );
    expect(taken).toMatchObject({ outcome: 'refused', badRows: 1, written: 0, problems: [{ line: 5 }] });
  });
});

describe('[USG-13] usage', () => {
  it('[USG-04] is imported a thousand events to a command', async () => {
    const store = scratchStore(company.store);
    const taken = await company.take(store, 'u.csv', usageHead + usageRows.join(''), usage);
    expect(taken).toMatchObject({ outcome: 'imported', rows: 2500, committed: 3, written: 3 });
    const events = await store.list('usage-event');
    expect(events).toHaveLength(2500);
    expect(
      events.every(({ receivedAt, properties }) => receivedAt === '2025-02-01T06:00:00.000Z' && properties['quantity'] !== undefined),
    ).toBe(true);
  });

  it('[USG-05] is counted once, however the file is cut', async () => {
    const store = scratchStore(company.store);
    await company.take(store, 'u.csv', usageHead + usageRows.join(''), usage);
    const before = await store.list('usage-event');
    await company.take(store, 'part.csv', usageHead + usageRows.slice(700, 1900).join(''), usage);
    await company.take(store, 'again.csv', usageHead + usageRows.join(''), usage);
    expect(await store.list('usage-event')).toEqual(before);
  });

  it('[USG-05] without keys, rows that say the same are as many events as there are rows, also when the file comes again', async () => {
    const store = scratchStore(company.store);
    const same = 'customer,event,at,property:quantity\n' + 'C-1,api.calls,2025-01-05T10:00:00Z,7\n'.repeat(3);
    await company.take(store, 'u.csv', same, usage);
    expect(await store.list('usage-event')).toHaveLength(3);
    await company.take(store, 'u.csv', same, usage);
    expect(await store.list('usage-event')).toHaveLength(3);
  });

  it('[USG-04] with rejected events imports nothing; where bad rows may be skipped, all but those', async () => {
    const rejected = [
      'C-1,api.nothing,2025-01-05T10:00:00Z,x1,1\n',
      'C-1,api.calls,2025-03-05T10:00:00Z,x2,1\n',
      'C-1,api.calls,2025-01-05T10:00:00Z,x3,many\n',
    ];
    const content = usageHead + usageRows.slice(0, 1500).join('') + rejected.join('') + usageRows.slice(1500, 2000).join('');
    const refused = await company.take(scratchStore(company.store), 'u.csv', content, usage);
    expect(refused).toMatchObject({ outcome: 'refused', badRows: 3, written: 0 });
    expect(refused.problems.map(({ line, code }) => [line, code])).toEqual([
      [1502, 'usage.event-unknown'],
      [1503, 'usage.in-future'],
      [1504, 'usage.property-not-number'],
    ]);
    const store = scratchStore(company.store);
    expect(await company.take(store, 'u.csv', content, usage, { skipBadRows: true })).toMatchObject({ outcome: 'imported', badRows: 3 });
    expect(await store.list('usage-event')).toHaveLength(2000);
  });
});

describe('[USG-13] a row of several commands', () => {
  it('is imported whole or not at all', async () => {
    const columns = 'customer,company,country,region,signed_up,exempt_reason,exempt_certificate,exempt_from,exempt_until\n';
    const content = `${columns}C-20,Food Bank,US,NY,2024-01-01,Exempt organization,NY-1,2025-01-01,2024-01-01\nC-21,School,US,NY,2024-01-01,Exempt organization,NY-2,2024-01-01,\n`;
    const store = scratchStore(company.store);
    const taken = await company.take(store, 'c.csv', content, customers, { skipBadRows: true });
    expect(taken).toMatchObject({
      outcome: 'imported',
      badRows: 1,
      problems: [{ line: 2, code: 'customer.exemption-ends-before-it-starts' }],
    });
    const made = (await store.list('customer')).filter(({ externalId }) => externalId.startsWith('C-2') && externalId.length > 3);
    expect(made.map(({ externalId, taxExemptions }) => [externalId, taxExemptions.length])).toEqual([['C-21', 1]]);
  });
});

describe('[USG-13] names in other files', () => {
  it('lead to what an earlier row of the same import made', async () => {
    const store = scratchStore(company.store);
    await company.take(store, 'c.csv', head + rows.join(''), customers);
    const content = `${subscriptionsCsv.split('\n')[0]}\nS-9,C-12,essentials,yearly,1,2025-02-01,audit-log/yearly|extra-storage*3/monthly\n`;
    await company.take(store, 's.csv', content, (file) => subscriptionSteps(file, opening));
    const [made] = (await store.list('subscription')).filter(({ metadata }) => metadata['reference'] === 'S-9');
    expect(made?.items.map(({ type, terms }) => [type, terms[0]?.quantity])).toEqual([
      ['base', '1'],
      ['add-on', '1'],
      ['add-on', '3'],
    ]);
    expect(customersCsv).not.toContain('C-12');
  });
});
