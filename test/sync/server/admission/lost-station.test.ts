import { afterAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../../core/permissions.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { pushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

describe.each(storeKeepers())('the series of an earlier machine, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  /** May was billed at OLD1; B2 has that machine's books and closes its series. */
  const closedBy = async (role: Role, isEnrolled: boolean) => {
    const server = await keeper.fresh();
    const earlier = await storeWith([...companyOf(), ...manyBuyers(3)]);
    await ran(earlier, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'OLD1' } }));
    const books = [
      ...companyOf(),
      ...manyBuyers(3),
      ...(await earlier.list('number-series')),
      ...(await earlier.list('invoice')),
      ...(await earlier.list('billing-run')),
    ];
    await seeded(server, books);
    if (isEnrolled) await pushingStation(await storeWith([]), 'old1').enrol(server);
    const store = await storeWith(books);
    const pushing = pushingStation(store, 'B2', { ada: { role, entityIds: null } });
    await pushing.enrol(server);
    const [series] = (await store.list('number-series')).filter(({ station }) => station === 'OLD1');
    const outcome = await runAnyCommand(store, {
      id: 'cmd_close',
      kind: 'number-series.close',
      at: '2025-06-01T07:00:00.000Z',
      by: { user: 'ada', station: 'B2' },
      body: { seriesId: series?.id ?? '', lostStation: 'OLD1' },
    });
    expect(outcome.ok).toBe(true);
    const answers = await pushing.push(server);
    const stands = (await serverState(server).source.get('number-series', series?.id ?? ''))?.state;
    return { verdicts: answers.flatMap((answer) => (answer.kind === 'taken' ? answer.verdicts : [])), stands };
  };

  it('[NUM-05] stays closed where its company joins a server that never knew the machine', async () => {
    const { verdicts, stands } = await closedBy('administrator', false);
    expect(verdicts).toMatchObject([{ kind: 'accepted', isChanged: false }]);
    expect(stands).toBe('closed');
  });

  it('[NUM-05] is closed by the server alone where the machine is enrolled there, however its code is written', async () => {
    const { verdicts, stands } = await closedBy('administrator', true);
    expect(verdicts).toMatchObject([{ kind: 'refused', reasons: [{ code: 'series.of-another-station' }] }]);
    expect(stands).toBe('open');
  });

  it('[ROL-05] is closed by an administrator', async () => {
    const { verdicts, stands } = await closedBy('finance', false);
    expect(verdicts).toMatchObject([{ kind: 'refused', reasons: [{ code: 'access.role' }] }]);
    expect(stands).toBe('open');
  });
});
