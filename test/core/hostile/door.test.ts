import { describe, expect, it } from 'vitest';
import { must } from '../../../core/kernel/invariant.ts';
import { useCaseOf } from '../../../core/use-cases.ts';
import { planned, runAnyCommand } from '../../../sync/local/run-command.ts';
import { ChangeConflict } from '../../../sync/local/conflict.ts';
import { scratchStore } from '../../../sync/local/overlay.ts';
import { bodies } from './bodies.ts';
import { changed, gone } from './change.ts';
import { company, give, now, stateOf } from './company.ts';

const here = await company();
const good = bodies(here);
const command = { id: 'cmd-new', kind: 'customer.create', at: now, by: { user: 'ada', station: 'A7' }, body: good['customer.create'] };

/** What a command says beside its body. */
const envelopes: readonly (readonly [what: string, command: unknown, code: string, path: string | undefined])[] = [
  ['nothing', null, 'command.malformed', ''],
  ['a list', [command], 'command.malformed', ''],
  ['a text', 'customer.create', 'command.malformed', ''],
  ['no id', changed(command, { '/id': gone }), 'command.malformed', ''],
  ['an id with a bar, which joins the parts of ids', changed(command, { '/id': 'a|b' }), 'command.malformed', '/id'],
  ['an id of 100,000 letters', changed(command, { '/id': 'x'.repeat(100_000) }), 'command.malformed', '/id'],
  ['an id that is a prototype', changed(command, { '/id': '__proto__' }), 'command.malformed', '/id'],
  ['a kind that there is not', changed(command, { '/kind': 'customer.explode' }), 'command.kind-unknown', undefined],
  ['a kind in another case', changed(command, { '/kind': 'Customer.Create' }), 'command.kind-unknown', undefined],
  ['a kind that is a part of every object', changed(command, { '/kind': 'constructor' }), 'command.kind-unknown', undefined],
  ['a kind that is no text', changed(command, { '/kind': 7 }), 'command.malformed', '/kind'],
  ['no moment', changed(command, { '/at': '' }), 'command.malformed', '/at'],
  ['a moment of 31 February', changed(command, { '/at': '2026-02-31T09:00:00.000Z' }), 'command.malformed', '/at'],
  ['a moment elsewhere', changed(command, { '/at': '2026-11-20T09:00:00.000+01:00' }), 'command.malformed', '/at'],
  ['a moment as a number', changed(command, { '/at': 1_795_165_200_000 }), 'command.malformed', '/at'],
  ['nobody', changed(command, { '/by': gone }), 'command.malformed', ''],
  ['a station that no number could name', changed(command, { '/by/station': 'A-7' }), 'command.malformed', '/by/station'],
  ['a user with a script for a name', changed(command, { '/by/user': '<script>' }), 'command.malformed', '/by/user'],
  ['a field that there is not', changed(command, { '/admin': true }), 'command.malformed', ''],
  ['no body', changed(command, { '/body': gone }), 'command.malformed', ''],
];

describe('the door', () => {
  it.each(envelopes)('refuses a command that is %s, and writes nothing', async (_what, hostile, code, path) => {
    const store = scratchStore(here.store);
    const before = await stateOf(store);
    const outcome = await runAnyCommand(store, hostile);
    const wanted = path === undefined ? { code } : { code, path };
    expect(outcome.ok ? [] : outcome.problems).toContainEqual(expect.objectContaining(wanted));
    expect(await stateOf(store)).toBe(before);
  });

  it('takes the same command as often as it comes, and does it once', async () => {
    const store = scratchStore(here.store);
    expect(await runAnyCommand(store, command)).toMatchObject({ ok: true, value: { kind: 'committed' } });
    const once = await stateOf(store);
    expect(await runAnyCommand(store, { ...command, at: '2026-11-20T10:00:00.000Z' })).toEqual({ ok: true, value: { kind: 'known' } });
    expect(await stateOf(store)).toBe(once);
  });

  it.each([
    ['other content', { '/companyName': 'Other Ltd' }, 'command.id-reused'],
    ['a number that no text can say', { '/netTermsDays': Number.NaN }, 'shape.invalid'],
    ['a body that is deeper than any stack', { '/metadata/a': bottomless(100_000) }, 'shape.invalid'],
    ['a body that holds itself', { '/metadata/a': endless() }, 'shape.invalid'],
  ])('refuses the id of a command that was done with %s', async (_what, changes, code) => {
    const store = scratchStore(here.store);
    await runAnyCommand(store, command);
    const before = await stateOf(store);
    const outcome = await runAnyCommand(
      store,
      changed(command, Object.fromEntries(Object.entries(changes).map(([at, to]) => [`/body${at}`, to]))),
    );
    expect(outcome.ok ? [] : outcome.problems.map((problem) => problem.code)).toContain(code);
    expect(await stateOf(store)).toBe(before);
  });

  it('keeps out what was decided on documents that changed since', async () => {
    const store = scratchStore(here.store);
    const useCase = must(useCaseOf('customer.edit'), 'customers are edited');
    const late = await planned(store, useCase, { ...command, id: 'cmd-late', kind: 'customer.edit', body: good['customer.edit'] });
    if (!late.ok) throw new Error('it was right when it was decided');
    await give(store, 'customer.archive', 'cmd-first', { customerId: here.acme });
    const before = await stateOf(store);
    await expect(store.commit(late.value)).rejects.toBeInstanceOf(ChangeConflict);
    expect(await stateOf(store)).toBe(before);
  });
});

function bottomless(levels: number): unknown {
  let inner: unknown = 1;
  for (let level = 0; level < levels; level += 1) inner = { inner };
  return inner;
}

function endless(): unknown {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  return loop;
}
