import { describe, expect, it } from 'vitest';
import type { Access, Role } from '../../../core/permissions.ts';
import { roles } from '../../../core/permissions.ts';
import { closingOf, type Standing } from '../../../renderer/features/settings/numbers/closing.ts';

const series = { station: 'OLD1', entityId: 'ent_de' };
const standing = (more: Partial<Standing>): Standing => ({ own: 'NEW1', hasServer: true, access: null, known: ['NEW1'], ...more });
const as = (role: Role, entityIds: Access['entityIds'] = null): Access => ({ role, entityIds });

describe('who closes a series', () => {
  it('[NUM-05, ROL-05] of an earlier machine that never joined: of all roles an administrator, where there is a server', () => {
    const offered = roles.filter((role) => closingOf(series, standing({ access: as(role) })).kind === 'lost');
    expect(offered).toEqual(['administrator']);
    expect(closingOf(series, standing({ hasServer: false })).kind).toBe('lost');
  });

  it('[NUM-05] of a station that the server knows only revoking it, and nothing is offered before that is known', () => {
    const access = as('administrator');
    expect(closingOf(series, standing({ access, known: ['A7', 'old1'] })).kind).toBe('elsewhere');
    expect(closingOf(series, standing({ access, known: null })).kind).toBe('elsewhere');
    expect(closingOf({ ...series, station: null }, standing({ access })).kind).toBe('elsewhere');
  });

  it('[ROL-06] of another entity only its own people', () => {
    expect(closingOf(series, standing({ access: as('administrator', ['ent_de']) })).kind).toBe('lost');
    expect(closingOf(series, standing({ access: as('administrator', ['ent_fr']) })).kind).toBe('elsewhere');
    const own = { ...series, station: 'NEW1' };
    expect(closingOf(own, standing({ access: as('finance', ['ent_fr']) }))).toMatchObject({ kind: 'own', isOfOthers: true });
  });

  it('[ROL-05] of this station whoever may skip and close', () => {
    const own = { ...series, station: 'NEW1' };
    const may = (access: Access | null) => closingOf(own, standing({ access }));
    expect(may(null)).toEqual({ kind: 'own', maySkip: true, mayClose: true, isOfOthers: false });
    expect(may(as('finance'))).toEqual({ kind: 'own', maySkip: true, mayClose: true, isOfOthers: false });
    expect(may(as('developer'))).toMatchObject({ maySkip: false, mayClose: false });
  });
});
