import type { Attack } from './attack.ts';
import { desktopAttacks } from './desktop.ts';
import { formAttacks } from './form.ts';
import { guestAttacks } from './guests.ts';
import { rightsAttacks } from './rights.ts';
import { whoAttacks } from './who.ts';
import { wireAttacks } from './wire.ts';

/** THE attack table. What is found is added here, with what came back. */
export const attacks: readonly Attack[] = [
  ...whoAttacks,
  ...rightsAttacks,
  ...guestAttacks,
  ...formAttacks,
  ...wireAttacks,
  ...desktopAttacks,
];
