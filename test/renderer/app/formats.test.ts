import { describe, expect, it, vi } from 'vitest';
import { figuresOf, momentsOf } from '../../../renderer/app/formats.ts';

describe('[A17] moments by the clock of the books', () => {
  it('are written in its zone, which stands with them, wherever the machine is', () => {
    const at = '2026-11-19T23:30:00.000Z';
    expect(momentsOf('en-GB', 'Europe/Berlin').moment(at)).toBe('20 Nov 2026, 00:30 CET');
    expect(momentsOf('de-DE', 'Europe/Berlin').moment(at)).toBe('20. Nov. 2026, 00:30 MEZ');
    expect(momentsOf('en-GB', 'Asia/Tokyo').moment(at)).toBe('20 Nov 2026, 08:30 GMT+9');
  });

  it('are typed by it too, to the minute and back', () => {
    const tokyo = momentsOf('en-GB', 'Asia/Tokyo');
    expect(tokyo.wallTime('2026-11-19T23:30:12.345Z')).toBe('2026-11-20T08:30');
    expect(tokyo.instantAt('2026-11-20T08:30')).toBe('2026-11-19T23:30:00.000Z');
    expect([tokyo.wallTime(''), tokyo.instantAt('soon')]).toEqual(['', null]);
  });
});

describe('[A17] the zone of the books', () => {
  it('is that of the chosen entity; of all of them the one that they share, or else the one of the machine', async () => {
    vi.stubGlobal('sessionStorage', { getItem: () => '2026-11-19T23:30:00.000Z' });
    const { clock } = await import('../../../renderer/app/clock.ts');
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(clock.zone(null)).toBe(timeZone);
    clock.placed({ de: 'Europe/Berlin', at: 'Europe/Berlin' });
    expect([clock.zone('de'), clock.zone(null), clock.today(null)]).toEqual(['Europe/Berlin', 'Europe/Berlin', '2026-11-20']);
    clock.placed({ de: 'Europe/Berlin', us: 'America/New_York' });
    expect([clock.zone('us'), clock.today('us'), clock.zone(null)]).toEqual(['America/New_York', '2026-11-19', timeZone]);
    vi.unstubAllGlobals();
  });
});

describe('[A17] a price', () => {
  it('has all its decimals, and at least those of its currency', () => {
    const { price } = figuresOf('en-GB');
    expect([price('94.9', 'EUR'), price('1150', 'EUR'), price('0.00012', 'EUR'), price('9800', 'JPY')]).toEqual([
      '94.90',
      '1,150.00',
      '0.00012',
      '9,800',
    ]);
    expect(figuresOf('de-DE').price('1150.5', 'KWD')).toBe('1.150,500');
  });

  it('[A22] is covered with the amounts', () => {
    expect(figuresOf('en-GB', true).price('94.9', 'EUR')).not.toMatch(/\d/);
  });
});
