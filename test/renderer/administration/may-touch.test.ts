import { describe, expect, it } from 'vitest';
import type { Access } from '../../../core/permissions.ts';
import { hindranceOf, rolesToGive } from '../../../renderer/features/administration/people/may-touch.ts';
import { roomsOf } from '../../../renderer/features/administration/rooms.ts';

const administrator: Access = { role: 'administrator', entityIds: null };
const finance: Access = { role: 'finance', entityIds: null };
const local: Access = { role: 'finance', entityIds: ['ent_uk'] };
const auditor: Access = { role: 'auditor', entityIds: null };

describe('what the administration says before the server would', () => {
  it('[ROL-01, ROL-06] nobody touches more than they have themselves', () => {
    const root = { id: 'root', role: 'administrator', entityIds: null } as const;
    const sally = { id: 'sally', role: 'sales', entityIds: ['ent_uk'] } as const;
    expect(hindranceOf(administrator, root)).toBeNull();
    expect(hindranceOf(finance, root)).toBe('administrator');
    expect(hindranceOf(local, sally)).toBeNull();
    expect(hindranceOf(local, { ...sally, entityIds: ['ent_uk', 'ent_de'] })).toBe('scope');
    expect(hindranceOf(local, { ...sally, entityIds: null })).toBe('scope');
    expect(hindranceOf(auditor, sally)).toBe('role');
    expect(hindranceOf(null, sally)).toBe('role');
    expect(rolesToGive(administrator)).toContain('administrator');
    expect(rolesToGive(finance)).not.toContain('administrator');
  });

  it('[ROL-04, ROL-06] each role finds the rooms that are open to it, and no other', () => {
    expect(roomsOf(administrator)).toEqual(['people', 'stations', 'jobs', 'audit', 'numbers', 'health']);
    expect(roomsOf(finance)).toEqual(['people', 'stations', 'audit', 'numbers']);
    expect(roomsOf(local)).toEqual(['people', 'stations', 'audit', 'numbers']);
    expect(roomsOf(auditor)).toEqual(['people', 'stations', 'audit', 'numbers']);
    expect(roomsOf({ role: 'sales', entityIds: null })).toEqual([]);
    expect(roomsOf(null)).toEqual([]);
  });
});
