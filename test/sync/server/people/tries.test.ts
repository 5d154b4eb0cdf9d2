import { afterAll, describe, expect, it } from 'vitest';
import { networkOf } from '../../../../sync/server/http/network-of.ts';
import { tidySessions } from '../../../../sync/server/people/sessions.ts';
import { waitAfterTry, waitOfAddress } from '../../../../sync/server/people/tries.ts';
import { houseOver } from '../../../../sync/server/start-server.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { configurationOf } from '../../../support/running-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const start = Date.parse('2026-11-20T08:00:00.000Z');

describe.each(storeKeepers())('tries on $name', (keeper) => {
  afterAll(() => keeper.stop());
  const houseAt = (store: ServerStore, seconds: number) => houseOver(store, configurationOf(), () => start + seconds * 1000);
  /** Two servers on one database; SQLite has one. */
  const both = async (): Promise<readonly [ServerStore, ServerStore]> => {
    const one = await keeper.fresh();
    return [one, one.dialect === 'postgres' ? await keeper.again() : one];
  };

  it('[D3] from one address are counted by all servers together, by the minute', async () => {
    const [one, other] = await both();
    const ask = (store: ServerStore, seconds: number, address = '203.0.113.7') =>
      waitOfAddress(houseAt(store, seconds), '/people/v1/sign-in', address, 20);
    const waits = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(index % 2 === 0 ? one : other, 0)));
    expect(waits.filter((ms) => ms === 0)).toHaveLength(20);
    expect(waits.filter((ms) => ms === 60_000)).toHaveLength(10);
    expect(await ask(other, 59)).toBe(1_000);
    expect(await ask(other, 59, '203.0.113.8')).toBe(0);
    expect(await ask(other, 60)).toBe(0);
    const kept = await one.reader.selectFrom('address_try').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain('203.0.113');
    await tidySessions(houseAt(one, 200));
    expect(await one.reader.selectFrom('address_try').selectAll().execute()).toEqual([]);
  });

  it('[D3] of one name make it wait at every server', async () => {
    const [one, other] = await both();
    const waits = await Promise.all(
      Array.from({ length: 12 }, (_, index) => waitAfterTry(houseAt(index % 2 === 0 ? one : other, 0), 'ada')),
    );
    expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
    expect(await waitAfterTry(houseAt(other, 29), 'ada')).toBe(1);
  });
});

it('[D3] an address of IPv6 counts as its network, however it is written', () => {
  for (const ip of ['2001:db8:0:7::1', '2001:0DB8:0000:0007:aaaa::', '2001:db8::7:1:2:3:4', '2001:db8:0:7:1:2:3:4%eth0']) {
    expect(networkOf(ip)).toBe('2001:db8:0:7::/64');
  }
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
});
