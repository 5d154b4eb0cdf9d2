import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInstant } from '../../../core/time/instant.ts';
import { dateOfDayNumber, dayNumber, daysAfter, weekdayOf } from '../../../core/time/plain-date.ts';
import { dateIn, epochMs, isZone, msAfter, parsedInstant, startOfDay, wallClock } from '../../../core/time/zone.ts';

describe('the day of a zone', () => {
  it('[SUB-24] London goes forward at one in the morning of 29 March 2026, and back on 25 October', () => {
    expect(wallClock('2026-03-29T00:59:59.000Z', 'Europe/London')).toMatchObject({ date: '2026-03-29', hour: 0, minute: 59 });
    expect(wallClock('2026-03-29T01:00:00.000Z', 'Europe/London')).toMatchObject({ date: '2026-03-29', hour: 2, minute: 0 });
    expect(startOfDay('2026-03-29', 'Europe/London')).toBe('2026-03-29T00:00:00.000Z');
    expect(startOfDay('2026-03-30', 'Europe/London')).toBe('2026-03-29T23:00:00.000Z');
    expect([
      wallClock('2026-10-25T00:30:00.000Z', 'Europe/London').hour,
      wallClock('2026-10-25T01:30:00.000Z', 'Europe/London').hour,
    ]).toEqual([1, 1]);
  });

  it('[SUB-24] an evening in New York is the next day in London', () => {
    expect(dateIn('2026-11-20T03:30:00.000Z', 'America/New_York')).toBe('2026-11-19');
    expect(dateIn('2026-11-20T03:30:00.000Z', 'Europe/London')).toBe('2026-11-20');
    expect(startOfDay('2026-03-08', 'America/New_York')).toBe('2026-03-08T05:00:00.000Z');
    expect(startOfDay('2026-03-09', 'America/New_York')).toBe('2026-03-09T04:00:00.000Z');
  });

  it('[SUB-24] Samoa skipped 30 December 2011: its day begins where the next one does', () => {
    expect(dateIn('2011-12-30T09:59:59.000Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(dateIn('2011-12-30T10:00:00.000Z', 'Pacific/Apia')).toBe('2011-12-31');
    expect(startOfDay('2011-12-31', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
    expect(dateIn(startOfDay('2011-12-30', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('[SUB-24] Kathmandu stands five hours and three quarters ahead; Cairo skips a midnight', () => {
    expect(wallClock('2026-11-20T18:14:59.000Z', 'Asia/Kathmandu')).toEqual({
      date: '2026-11-20',
      hour: 23,
      minute: 59,
      second: 86_399,
      weekday: 5,
    });
    expect(dateIn('2026-11-20T18:15:00.000Z', 'Asia/Kathmandu')).toBe('2026-11-21');
    expect(wallClock(startOfDay('2024-04-26', 'Africa/Cairo'), 'Africa/Cairo')).toMatchObject({ date: '2024-04-26', hour: 1, minute: 0 });
  });

  it('begins at its first moment: the millisecond before belongs to the day before', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/London',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'Asia/Tokyo',
    );
    const days = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2060-12-31') }).map(dateOfDayNumber);
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const start = startOfDay(day, zone);
        expect(dateIn(start, zone)).toBe(day);
        expect(dateIn(msAfter(start, -1), zone)).toBe(daysAfter(day, -1));
        expect(wallClock(start, zone).weekday).toBe(weekdayOf(day));
      }),
      { numRuns: 1500 },
    );
  });

  it('knows the zones of the world and no others', () => {
    expect(['UTC', 'Europe/London', 'Asia/Kathmandu'].every(isZone)).toBe(true);
    expect(['Europe/Londres', '', 'Mars/Olympus', '../etc', 'Europe'].some(isZone)).toBe(false);
  });
});

describe('an instant', () => {
  it('has one form: UTC, milliseconds, 24 characters, on a real day', () => {
    expect(isInstant('2026-11-20T09:30:00.000Z')).toBe(true);
    const wrong = [
      '2026-11-20T09:30:00Z',
      '2026-11-20T09:30:00.000+01:00',
      '2026-11-20 09:30:00.000Z',
      '2026-11-20T24:00:00.000Z',
      '2026-11-20T09:60:00.000Z',
      '2026-11-20T23:59:60.000Z',
      '2026-02-30T09:30:00.000Z',
      '2025-02-29T09:30:00.000Z',
      '0000-01-01T00:00:00.000Z',
      '2026-13-01T00:00:00.000Z',
      '',
    ];
    expect(wrong.filter(isInstant)).toEqual([]);
  });

  it('is read from any offset', () => {
    expect(parsedInstant('2026-11-20T10:30:00+01:00')).toBe('2026-11-20T09:30:00.000Z');
    expect(parsedInstant('2026-11-20T09:30Z')).toBe('2026-11-20T09:30:00.000Z');
    expect([
      parsedInstant('2026-11-20'),
      parsedInstant('2026-11-20T09:30'),
      parsedInstant('2026-02-30T09:30Z'),
      parsedInstant('soon'),
    ]).toEqual([null, null, null, null]);
  });

  it('is counted in milliseconds, and its text order is time order', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), fc.integer({ min: -1e11, max: 1e11 }), (ms, step) => {
        const instant = msAfter('1970-01-01T00:00:00.000Z', ms);
        expect(isInstant(instant)).toBe(true);
        expect(epochMs(instant)).toBe(ms);
        expect(instant).toBe(new Date(ms).toISOString());
        expect(msAfter(instant, step) < instant).toBe(step < 0);
      }),
      { numRuns: 2000 },
    );
  });
});
