import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { PeopleProblem, SecondFactorBegun, SecondFactorSet } from '../../protocol/people.ts';
import { isPassword } from './passwords.ts';
import type { Caller, PeopleHouse } from './people-store.ts';
import { personById } from './people.ts';
import { newSecondFactor, stepOfCode } from './second-factor.ts';
import { digestOfSecret, recoveryCodes } from './secrets.ts';
import { waitAfterTry } from './tries.ts';

/** A secret for the authenticator. It counts only when a code of it was given: whoever scans it badly is not shut out. */
export const beginSecondFactor = async (house: PeopleHouse, caller: Caller): Promise<SecondFactorBegun> => {
  const begun = newSecondFactor(caller.signInName);
  await house.db
    .updateTable('person')
    .set({ totp_begun: house.seal.close(begun.secret, caller.personId) })
    .where('id', '=', caller.personId)
    .execute();
  return begun;
};

export const confirmSecondFactor = async (
  house: PeopleHouse,
  caller: Caller,
  code: string,
): Promise<Outcome<SecondFactorSet, PeopleProblem>> =>
  house.change(async (tx, note) => {
    const person = await personById(tx, caller.personId);
    const begun = person?.totp_begun ?? null;
    const secret = begun === null ? null : house.seal.open(begun, caller.personId);
    const step = secret === null ? null : stepOfCode(secret, code, house.now(), 0);
    if (step === null) return refuse({ code: 'second-factor.wrong' });
    const codes = recoveryCodes();
    await tx
      .updateTable('person')
      .set({ totp_secret: begun, totp_begun: null, totp_step: step, recovery_codes: JSON.stringify(codes.map(digestOfSecret)) })
      .where('id', '=', caller.personId)
      .execute();
    await tx.deleteFrom('session').where('person_id', '=', caller.personId).where('digest', '!=', caller.session).execute();
    await note({ kind: 'person.set-second-factor', by: caller.personId, station: caller.station, body: { id: caller.personId } });
    return done({ recoveryCodes: codes });
  });

export const endSecondFactor = async (house: PeopleHouse, caller: Caller, password: string): Promise<Outcome<null, PeopleProblem>> => {
  const seconds = await waitAfterTry(house, caller.signInName);
  if (seconds > 0) return refuse({ code: 'sign-in.wait', seconds });
  const person = await personById(house.db, caller.personId);
  if (!(await isPassword(person?.password_hash ?? null, password))) return refuse({ code: 'sign-in.refused' });
  return house.change(async (tx, note) => {
    await tx
      .updateTable('person')
      .set({ totp_secret: null, totp_begun: null, recovery_codes: '[]' })
      .where('id', '=', caller.personId)
      .execute();
    await tx.deleteFrom('sign_in_try').where('name', '=', caller.signInName).execute();
    await note({ kind: 'person.end-second-factor', by: caller.personId, station: caller.station, body: { id: caller.personId } });
    return done(null);
  });
};
