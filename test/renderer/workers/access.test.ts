import { describe, expect, it } from 'vitest';
import type { Access, Role } from '../../../core/permissions.ts';
import { OutOfScope, scopedStore } from '../../../renderer/workers/access.ts';
import { runAnyCommand } from '../../../sync/local/run-command.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../support/run-company.ts';

const as = (role: Role, entityIds: Access['entityIds'] = null): Access => ({ role, entityIds });

describe('the store as somebody may change it', () => {
  it('[NUM-05, ROL-05] takes the word that a machine is lost from an administrator alone', async () => {
    const store = await storeWith([...companyOf(), ...manyBuyers(2)]);
    await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'OLD1' } }));
    const [series] = await store.list('number-series');
    const closed = (access: Access) =>
      runAnyCommand(scopedStore(store, access), {
        id: 'cmd_close',
        kind: 'number-series.close',
        at: '2025-06-01T08:00:00.000Z',
        by: { user: 'ada', station: 'NEW1' },
        body: { seriesId: series?.id ?? '', lostStation: 'OLD1' },
      });
    await expect(closed(as('finance'))).rejects.toThrow(OutOfScope);
    await expect(closed(as('administrator', ['ent_elsewhere']))).rejects.toThrow(OutOfScope);
    expect(await closed(as('administrator'))).toMatchObject({ ok: true });
    expect((await store.get('number-series', series?.id ?? ''))?.state).toBe('closed');
  });
});
