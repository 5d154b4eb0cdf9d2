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
    const many = item(['a', 'b', 'c', 'd', 'e'].map((id) => change(id, null, { id, name: `Customer ${id}` })));
    const words = (kind: string): string => `a ${kind}`;
    expect(subjectsOf(many, words)).toEqual({ names: ['Customer a', 'Customer b', 'Customer c'], more: 2 });
    // An id says nothing to people: what has no name is called by its kind, once.
    const nameless = item(['a', 'b', 'c'].map((id) => ({ ...change(id, null, { id }), kind: 'subscription' })));
    expect(subjectsOf(nameless, words)).toEqual({ names: ['a subscription'], more: 2 });
    expect(nameOf(change('x', { name: 'was' }, null))).toBe('was');
    expect(nameOf(change('x', null, {}))).toBe('x');
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
