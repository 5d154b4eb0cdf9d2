import { describe, expect, it } from 'vitest';
import { readLink } from '../../../sync/client/link.ts';
import { sampleCustomer } from '../../support/billing-world.ts';
import { joined, serverWith } from './small-company.ts';

describe('greeting', () => {
  it('[D6] [NUM-05] is said in every exchange, and written down only where it says something else than before', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    const before = await readLink(station.store);
    // The head of the chain is another one: only that is new.
    await server.absorb([sampleCustomer({ id: 'cus_b' })]);
    let isWritten = false;
    const link = async () => JSON.stringify(await readLink(station.store));
    let known = await link();
    station.wire.meanwhile = async (path) => {
      if (path === 'pull') isWritten ||= (await link()) !== known;
    };
    const asked = server.asked.length;
    await station.client.cycle();
    expect(server.asked.slice(asked)).toEqual(['hello', 'pull']);
    expect(isWritten).toBe(false);
    // It is kept with what came.
    expect((await readLink(station.store))?.seen?.sequence).toBeGreaterThan(before?.seen?.sequence ?? Infinity);
    // Other rights, which change nothing that is seen, are known for good before anything else is said.
    server.user = { ...server.user, role: 'finance' };
    known = await link();
    await station.client.cycle();
    expect(isWritten).toBe(true);
    expect((await readLink(station.store))?.user?.role).toBe('finance');
    expect(before?.user?.role).toBe('administrator');
  });
});
