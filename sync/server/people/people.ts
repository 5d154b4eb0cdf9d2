import { randomUUID } from 'node:crypto';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import { isAllowed, type Role } from '../../../core/permissions.ts';
import type { PeopleProblem } from '../../protocol/people.ts';
import { hashOf, passwordProblem } from './passwords.ts';
import { type Caller, instantOf, type PeopleHouse } from './people-store.ts';
import { spokenPassword } from './secrets.ts';
import type { PeopleReader, PeopleWriter, PersonRow } from './tables.ts';

/** Who changes people: somebody who has signed in, or the one who sits at the server. */
export type Steward = Pick<Caller, 'personId' | 'role' | 'entityIds' | 'station'>;

export const console: Steward = { personId: 'console', role: 'administrator', entityIds: null, station: null };

export type Person = {
  readonly id: string;
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly entityIds: readonly string[] | null;
  readonly state: 'active' | 'inactive';
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
};

export const entityIdsOf = ({ entity_ids }: Pick<PersonRow, 'entity_ids'>): readonly string[] | null =>
  entity_ids === null ? null : (JSON.parse(entity_ids) as string[]);

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  signInName: row.sign_in_name,
  name: row.name,
  role: row.role,
  entityIds: entityIdsOf(row),
  state: row.state,
  hasPassword: row.password_hash !== null,
  hasSecondFactor: row.totp_secret !== null,
  mustChangePassword: row.must_change_password === 1,
  createdAt: row.created_at,
});

export const listPeople = async (db: PeopleReader): Promise<readonly Person[]> =>
  (await db.selectFrom('person').selectAll().orderBy('sign_in_name').execute()).map(personOf);

export const hasPeople = async (db: PeopleReader): Promise<boolean> =>
  (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined;

/**
 * ROL-01: administrators and finance see to people. Nobody gives, or takes from somebody, more than they have themselves: only an administrator touches
 * administrators, and who works for some entities gives no others.
 */
const mayTouch = (by: Steward, role: Role, entityIds: readonly string[] | null): boolean =>
  isAllowed(by.role, { area: 'people', level: 'edit' }) &&
  (by.role === 'administrator' || role !== 'administrator') &&
  covers(by, entityIds);

const covers = (by: Steward, entityIds: readonly string[] | null): boolean =>
  by.entityIds === null || (entityIds !== null && entityIds.every((id) => by.entityIds?.includes(id) === true));

export type NewPerson = {
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly entityIds: readonly string[] | null;
  /** Their own, chosen by them; where it is absent one is made, to be read out once and changed at once. */
  readonly password?: string | undefined;
};

export type Created = { readonly person: Person; readonly password: string | null };

export const createPerson = async (house: PeopleHouse, by: Steward, wanted: NewPerson): Promise<Outcome<Created, PeopleProblem>> => {
  if (!mayTouch(by, wanted.role, wanted.entityIds)) return refuse({ code: 'access.role' });
  const problem =
    wanted.password === undefined
      ? null
      : passwordProblem(wanted.password, house.leastPasswordLength, [wanted.signInName, ...wanted.name.split(/\s+/)]);
  if (problem !== null) return refuse(problem);
  const made = wanted.password === undefined ? spokenPassword() : null;
  const row: PersonRow = {
    id: `user_${randomUUID()}`,
    sign_in_name: wanted.signInName,
    name: wanted.name,
    role: wanted.role,
    entity_ids: wanted.entityIds === null ? null : JSON.stringify(wanted.entityIds),
    state: 'active',
    password_hash: await hashOf(wanted.password ?? made ?? ''),
    must_change_password: made === null ? 0 : 1,
    totp_secret: null,
    totp_begun: null,
    totp_step: 0,
    recovery_codes: '[]',
    oidc_subject: null,
    created_at: instantOf(house.now()),
  };
  return house.change(async (tx, note) => {
    if ((await named(tx, wanted.signInName)) !== undefined) return refuse({ code: 'person.name-taken' });
    // The first administrator is made once, however many ask at the same moment.
    if (by.personId === 'setup' && (await hasPeople(tx))) return refuse({ code: 'access.role' });
    await tx.insertInto('person').values(row).execute();
    const { signInName, name, role, entityIds } = wanted;
    await note({ kind: 'person.create', by: by.personId, station: by.station, body: { id: row.id, signInName, name, role, entityIds } });
    return done({ person: personOf(row), password: made });
  });
};

export type PersonEdit = {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly entityIds?: readonly string[] | null | undefined;
  readonly state?: 'active' | 'inactive' | undefined;
};

export const editPerson = async (house: PeopleHouse, by: Steward, id: string, edit: PersonEdit): Promise<Outcome<Person, PeopleProblem>> =>
  house.change(async (tx, note) => {
    const before = await touched(tx, by, id);
    if (!before.ok) return before;
    const next = { ...personOf(before.value), ...defined(edit) };
    if (!mayTouch(by, next.role, next.entityIds)) return refuse({ code: 'access.role' });
    // What one may do oneself is for another to say.
    if (id === by.personId && (edit.role !== undefined || edit.entityIds !== undefined || edit.state !== undefined))
      return refuse({ code: 'access.role' });
    if (!(next.role === 'administrator' && next.state === 'active') && (await isLastAdministrator(tx, id))) {
      return refuse({ code: 'person.last-administrator' });
    }
    const entity_ids = next.entityIds === null ? null : JSON.stringify(next.entityIds);
    await tx.updateTable('person').set({ name: next.name, role: next.role, entity_ids, state: next.state }).where('id', '=', id).execute();
    if (next.state === 'inactive') await tx.deleteFrom('session').where('person_id', '=', id).execute();
    await note({ kind: 'person.edit', by: by.personId, station: by.station, body: { id, ...defined(edit) } });
    return done(next);
  });

/** A new password that is read out once; whoever was signed in as this person is so no more. */
export const resetPassword = async (
  house: PeopleHouse,
  by: Steward,
  id: string,
  withoutSecondFactor: boolean,
): Promise<Outcome<{ readonly password: string }, PeopleProblem>> => {
  const password = spokenPassword();
  const password_hash = await hashOf(password);
  return house.change(async (tx, note) => {
    const before = await touched(tx, by, id);
    if (!before.ok) return before;
    const factor = withoutSecondFactor ? { totp_secret: null, totp_begun: null, recovery_codes: '[]' } : {};
    await tx
      .updateTable('person')
      .set({ password_hash, must_change_password: 1, ...factor })
      .where('id', '=', id)
      .execute();
    await tx.deleteFrom('session').where('person_id', '=', id).execute();
    await tx.deleteFrom('sign_in_try').where('name', '=', before.value.sign_in_name).execute();
    await note({ kind: 'person.reset-password', by: by.personId, station: by.station, body: { id, withoutSecondFactor } });
    return done({ password });
  });
};

/** Ends every session of a person: a lost machine, somebody who leaves. */
export const endSessions = async (house: PeopleHouse, by: Steward, id: string): Promise<Outcome<null, PeopleProblem>> =>
  house.change(async (tx, note) => {
    const before = id === by.personId ? done(null) : await touched(tx, by, id);
    if (!before.ok) return before;
    await tx.deleteFrom('session').where('person_id', '=', id).execute();
    await note({ kind: 'person.end-sessions', by: by.personId, station: by.station, body: { id } });
    return done(null);
  });

export const personById = async (tx: PeopleReader | PeopleWriter, id: string): Promise<PersonRow | undefined> =>
  tx.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

export const named = async (tx: PeopleReader | PeopleWriter, name: string): Promise<PersonRow | undefined> =>
  tx.selectFrom('person').selectAll().where('sign_in_name', '=', name).executeTakeFirst();

/** Somebody whom the steward may touch. */
export const touched = async (tx: PeopleWriter, by: Steward, id: string): Promise<Outcome<PersonRow, PeopleProblem>> => {
  if (!isAllowed(by.role, { area: 'people', level: 'edit' })) return refuse({ code: 'access.role' });
  const row = await personById(tx, id);
  if (row === undefined) return refuse({ code: 'person.unknown' });
  return mayTouch(by, row.role, entityIdsOf(row)) ? done(row) : refuse({ code: 'access.role' });
};

const isLastAdministrator = async (tx: PeopleWriter, id: string): Promise<boolean> => {
  const all = await tx.selectFrom('person').select('id').where('role', '=', 'administrator').where('state', '=', 'active').execute();
  return all.length === 1 && all[0]?.id === id;
};

const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
