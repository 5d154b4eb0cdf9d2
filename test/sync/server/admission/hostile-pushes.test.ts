import { afterAll, describe, expect, it } from 'vitest';
import type { Invoice } from '../../../../core/invoicing/types.ts';
import { contentDigest } from '../../../../core/invoicing/run-hash.ts';
import type { Access } from '../../../../core/permissions.ts';
import type { NumberClaim, PushedCommand, Verdict } from '../../../../sync/protocol/push.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { everyAccess, pushingStation, stateOf } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { gapsOf, seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const world = [...companyOf(), ...manyBuyers(6)];
const byAda = { user: 'ada', station: 'A7' };

const scoped: Access = { role: 'sales', entityIds: ['ent_de'] };
const authors = {
  ada: everyAccess,
  sally: { role: 'sales', entityIds: null },
  mark: { role: 'marketing', entityIds: null },
  greta: scoped,
} as const;

/** A station that has billed May, and the server that knows nothing of it. */
const billed = async (server: ServerStore) => {
  await seeded(server, world);
  const store = await storeWith(world);
  const pushing = pushingStation(store, 'A7', authors);
  await pushing.enrol(server);
  await ran(store, runOf('2025-05-01', '2025-06-01', { by: byAda }));
  const [pushed] = (await pushing.next()).commands;
  if (pushed === undefined) throw new Error('a part was billed');
  return { store, pushing, pushed };
};

type Changes = Partial<Omit<PushedCommand, 'command'>> & { readonly command?: Partial<PushedCommand['command']> };

describe.each(storeKeepers())('what no honest station pushes, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  /** The verdict on the billing part with something changed. */
  const verdictOn = async (change: (pushed: PushedCommand, documents: readonly Invoice[]) => Changes, now?: string) => {
    const server = await keeper.fresh();
    const { store, pushing, pushed } = await billed(server);
    const before = await stateOf(serverState(server).source);
    const { command, ...rest } = change(pushed, await store.list('invoice'));
    const push = await pushing.next();
    const answer = await pushing.pushThis(
      server,
      { ...push, commands: [{ ...pushed, ...rest, command: { ...pushed.command, ...command } }] },
      now,
    );
    if (!('kind' in answer) || answer.kind !== 'taken') throw new Error(JSON.stringify(answer));
    const [verdict] = answer.verdicts;
    const after = await stateOf(serverState(server).source);
    const { unexplained } = await gapsOf(server);
    return { verdict: verdict as Verdict, isSame: JSON.stringify(after) === JSON.stringify(before), after, unexplained };
  };
  const codes = (verdict: Verdict): readonly string[] =>
    verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : [verdict.kind];
  const firstClaim =
    (change: (claim: NumberClaim) => Partial<NumberClaim>) =>
    (pushed: PushedCommand): Changes => ({
      numbers: pushed.numbers.map((claim, index) => (index === 0 ? { ...claim, ...change(claim) } : claim)),
    });

  it('[NUM-01] a forged number is refused, takes nothing and voids nothing', async () => {
    const forgeries: readonly ((pushed: PushedCommand) => Changes)[] = [
      firstClaim(({ number }) => ({ number: number.replace(/\d$/, '9') })),
      firstClaim(() => ({ number: 'INV-B2-2025-000001' })),
      firstClaim(() => ({ number: 'INV-A7-2025-1' })),
      firstClaim(({ number }) => ({ number: number.replace('INV', 'FAKE') })),
      firstClaim(() => ({ seriesId: 'series_of-mine' })),
      firstClaim(() => ({ kind: 'credit-note' })),
      firstClaim(() => ({ entityId: 'ent_elsewhere' })),
      (pushed) => ({ numbers: pushed.numbers.slice(1) }),
      (pushed) => ({ numbers: [...pushed.numbers, ...pushed.numbers.slice(0, 1)] }),
      (pushed) => ({ numbers: pushed.numbers.map((claim) => ({ ...claim, documentId: pushed.numbers[0]?.documentId ?? '' })) }),
    ];
    const server = await keeper.fresh();
    const { pushing, pushed } = await billed(server);
    const before = await stateOf(serverState(server).source);
    const commands = forgeries.map((forgery, index): PushedCommand => {
      const { command: _same, ...changes } = forgery(pushed);
      return { ...pushed, ...changes, sequence: index + 1, command: { ...pushed.command, id: `cmd_forged_${index}` } };
    });
    const answer = await pushing.pushThis(server, { ...(await pushing.next()), commands });
    if (!('kind' in answer) || answer.kind !== 'taken') throw new Error(JSON.stringify(answer));
    for (const verdict of answer.verdicts) expect([...new Set(codes(verdict))]).toEqual(['number.forged']);
    expect(answer.verdicts.flatMap(({ voided }) => voided)).toEqual([]);
    expect(answer.verdicts).toHaveLength(forgeries.length);
    expect(await stateOf(serverState(server).source)).toEqual(before);
  });

  it('[NUM-03] dates that go backwards inside a series are refused', async () => {
    const { verdict, isSame } = await verdictOn((pushed) => {
      const last = pushed.numbers.at(-1);
      return { numbers: pushed.numbers.map((claim) => (claim === last ? { ...claim, issuedOn: '2025-01-01' } : claim)) };
    });
    expect(codes(verdict)).toEqual(['series.date-backwards']);
    expect(isSame).toBe(true);
  });

  it('a changed total is found: the amount is computed here, and the paper that says another one is void', async () => {
    const { verdict, after, unexplained } = await verdictOn((pushed, documents) => {
      const [cheap] = documents.filter(({ id }) => id === pushed.numbers[0]?.documentId);
      if (cheap === undefined) throw new Error('the first number stands on a document');
      const content = contentDigest({ ...cheap, totals: { ...cheap.totals, grossMinor: 1 } });
      return { outcome: 'a'.repeat(64), numbers: pushed.numbers.map((claim, index) => (index === 0 ? { ...claim, content } : claim)) };
    });
    expect(verdict).toMatchObject({ kind: 'accepted', isChanged: true });
    expect(verdict.voided.map(({ reason }) => reason)).toContain('differs');
    expect(after['invoice']?.some((document) => (document as Invoice).totals.grossMinor === 1)).toBe(false);
    expect(unexplained).toBe(0);
  });

  it('[ROL-05] a command that its author may not give is refused, and its numbers are voided', async () => {
    for (const [user, code] of [
      ['sally', 'access.role'],
      ['mark', 'access.role'],
      ['nobody', 'access.author'],
    ] as const) {
      const { verdict, unexplained, after } = await verdictOn(() => ({ command: { by: { user, station: 'A7' } } }));
      expect(codes(verdict)).toEqual([code]);
      expect(verdict.voided.length).toBeGreaterThan(5);
      expect(after['invoice']).toEqual([]);
      expect(unexplained).toBe(0);
    }
    const other = await verdictOn(() => ({ command: { by: { user: 'ada', station: 'B2' } } }));
    expect(codes(other.verdict)).toEqual(['command.other-station']);
  });

  it("[ROL-06] a command outside its author's entities is refused", async () => {
    const server = await keeper.fresh();
    const { store, pushing } = await billed(server);
    await pushing.push(server);
    const before = await stateOf(serverState(server).source);
    const subscription = await store.get('subscription', 'sub_0001');
    const paused = await runAnyCommand(store, {
      id: 'cmd_pause',
      kind: 'subscription.pause',
      at: '2025-06-10T00:00:00.000Z',
      by: { user: 'greta', station: 'A7' },
      body: { subscriptionId: subscription?.id },
    });
    expect(paused).toMatchObject({ ok: true });
    const answer = await pushing.pushThis(server, await pushing.next());
    expect(answer).toMatchObject({ verdicts: [{ kind: 'refused', reasons: [{ code: 'access.entity', entityId: 'ent_uk' }] }] });
    expect(await stateOf(serverState(server).source)).toEqual(before);
  });

  it('[NUM-03] a command from a clock more than a day ahead is refused', async () => {
    const { verdict, unexplained } = await verdictOn(() => ({}), '2025-05-30T00:00:00.000Z');
    expect(codes(verdict)).toEqual(['command.from-future']);
    expect(unexplained).toBe(0);
    const near = await verdictOn(() => ({}), '2025-05-31T18:00:00.000Z');
    expect(near.verdict).toMatchObject({ kind: 'accepted', isChanged: false });
  });

  it('another engine that came to something else is shown to a person, never silently changed; the same outcome is welcome', async () => {
    const { verdict, after } = await verdictOn(() => ({ engine: '0.9', outcome: 'a'.repeat(64) }));
    expect(codes(verdict)).toEqual(['engine.differs']);
    expect(after['invoice']).toEqual([]);
    const same = await verdictOn(() => ({ engine: '0.9' }));
    expect(same.verdict).toMatchObject({ kind: 'accepted', isChanged: false });
  });

  it('bodies that are not of their form, and kinds that nobody knows, are refused and nothing more', async () => {
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
    for (const [body, kind] of [
      [null, 'billing.run'],
      [{}, 'billing.run'],
      [deep, 'billing.run'],
      [{ work: [] }, "x'; drop table document; --"],
      [{}, 'constructor'],
      [{}, '__proto__'],
    ] as const) {
      const { verdict } = await verdictOn(() => ({ command: { body, kind } }));
      expect(verdict.kind).toBe('refused');
    }
  });
});
