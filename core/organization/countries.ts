import type { PlainDate } from '../time/plain-date.ts';
import type { CountryCode } from './types.ts';

/** ISO 3166-1 alpha-2, the officially assigned codes (249 as of November 2026), and `XK`, which is in use for Kosovo. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU ' +
  'MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

export const countryCodes: readonly CountryCode[] = codes.split(' ');

const known: ReadonlySet<string> = new Set(countryCodes);

/** A code of ISO 3166-1, upper case. `UK` and `EL` are none: the United Kingdom is `GB`, Greece `GR`. */
export const isCountry = (code: string): code is CountryCode => known.has(code);

/** Member states of the European Union: first day in, and first day out again. */
const membership: Readonly<Record<string, { readonly from: PlainDate; readonly until?: PlainDate }>> = {
  BE: { from: '1958-01-01' },
  DE: { from: '1958-01-01' },
  FR: { from: '1958-01-01' },
  IT: { from: '1958-01-01' },
  LU: { from: '1958-01-01' },
  NL: { from: '1958-01-01' },
  DK: { from: '1973-01-01' },
  GB: { from: '1973-01-01', until: '2020-02-01' },
  IE: { from: '1973-01-01' },
  GR: { from: '1981-01-01' },
  ES: { from: '1986-01-01' },
  PT: { from: '1986-01-01' },
  AT: { from: '1995-01-01' },
  FI: { from: '1995-01-01' },
  SE: { from: '1995-01-01' },
  CY: { from: '2004-05-01' },
  CZ: { from: '2004-05-01' },
  EE: { from: '2004-05-01' },
  HU: { from: '2004-05-01' },
  LT: { from: '2004-05-01' },
  LV: { from: '2004-05-01' },
  MT: { from: '2004-05-01' },
  PL: { from: '2004-05-01' },
  SI: { from: '2004-05-01' },
  SK: { from: '2004-05-01' },
  BG: { from: '2007-01-01' },
  RO: { from: '2007-01-01' },
  HR: { from: '2013-07-01' },
};

/** Whether the country was a member state of the European Union on a day. */
export const isInEu = (country: CountryCode, on: PlainDate): boolean => {
  const entry = Object.hasOwn(membership, country) ? membership[country] : undefined;
  return entry !== undefined && on >= entry.from && (entry.until === undefined || on < entry.until);
};

/** The member states on a day, in code order. */
export const euMembers = (on: PlainDate): readonly CountryCode[] => countryCodes.filter((country) => isInEu(country, on));

/**
 * The last day of the United Kingdom inside the EU's VAT territory was 31 December 2020, eleven months after it left the Union
 * (Withdrawal Agreement, articles 126 and 127).
 */
const ukLeftVatTerritory: PlainDate = '2021-01-01';

/** Whether the VAT directive (2006/112/EC) held in the country on a day. */
export const isInEuVatTerritory = (country: CountryCode, on: PlainDate): boolean =>
  isInEu(country, on) || (country === 'GB' && on >= '1973-01-01' && on < ukLeftVatTerritory);
