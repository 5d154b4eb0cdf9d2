import { describe, expect, it } from 'vitest';
import { linesOf, nameOf, subjectsOf } from '../../../renderer/features/audit/audit-lines.ts';
import type { JournalItem } from '../../../renderer/workers/store-api.ts';

const change = (id: string, before: unknown, after: unknown) => ({ kind: 'customer', id, before, after });
const item = (changes: JournalItem['changes']): JournalItem => ({
  sequence: 7,
  command: { id: 'cmd', kind: 'customer.edit', at: '2026-11-20T08:00:00.000Z', by: { user: 'Ada', station: 'A1' }, body: {} },
  changes,
});

describe('the audit log', () => {
  it('[A20] names what was touched, and says how many more', () => {
    const words = { kind: (kind: string): string => `a ${kind}`, customer: (): null => null };
    const many = item(['a', 'b', 'c', 'd', 'e'].map((id) => change(id, null, { id, name: `Customer ${id}` })));
    expect(subjectsOf(many, words)).toEqual({ names: ['Customer a', 'Customer b', 'Customer c'], more: 2 });
    // An id says nothing to people: what has no name is called by its kind, once.
    const nameless = item(['a', 'b', 'c'].map((id) => ({ ...change(id, null, { id }), kind: 'subscription' })));
    expect(subjectsOf(nameless, words)).toEqual({ names: ['a subscription'], more: 2 });
    expect(nameOf(change('x', { name: 'was' }, null))).toBe('was');
    expect(nameOf(change('x', null, {}))).toBe('x');
  });

  it('[A20] names whose a record is that has no name of its own, and a series not as one of its numbers', () => {
    const words = { kind: (kind: string): string => kind, customer: (id: string): string | null => (id === 'c1' ? 'Lindner GmbH' : null) };
    const record = (kind: string, document: unknown) => ({ ...change('x', null, document), kind });
    const changes = [record('subscription', { customerId: 'c1' }), record('order', { customerId: 'c2' })];
    expect(subjectsOf(item(changes), words).names).toEqual(['subscription (Lindner GmbH)', 'order']);
    const numbered = [record('invoice', { customerId: 'c1', number: 'INV-7' }), record('number-series', { prefix: 'INV-' })];
    expect(subjectsOf(item(numbered), words).names).toEqual(['INV-7', 'number-series INV-']);
  });

  it('[A20] the file has a line for each field with before and after, and no formula gets through', () => {
    const edited = item([change('c1', { name: 'Old', city: 'Ulm', rev: 1 }, { name: '=1+1', city: 'Bonn', rev: 2 })]);
    const lines = linesOf(edited, () => 'Customer edited')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe("7,2026-11-20T08:00:00.000Z,Ada,A1,Customer edited,customer c1,'=1+1,name,Old,'=1+1");
    expect(lines[1]).toContain('city,Ulm,Bonn');
  });

  it('[A20] a new document has one line of its own, and a command that wrote nothing has one too', () => {
    expect(linesOf(item([change('c1', null, { name: 'New' })]), (kind) => kind)).toBe(
      '7,2026-11-20T08:00:00.000Z,Ada,A1,customer.edit,customer c1,New,,,\n',
    );
    expect(linesOf(item([]), (kind) => kind)).toBe('7,2026-11-20T08:00:00.000Z,Ada,A1,customer.edit,,,,,\n');
  });
});
