import { validate as arCuit } from 'stdnum/lib/cjs/ar/cuit.js';
import { validate as atUid } from 'stdnum/lib/cjs/at/uid.js';
import { validate as auAbn } from 'stdnum/lib/cjs/au/abn.js';
import { validate as beVat } from 'stdnum/lib/cjs/be/vat.js';
import { validate as bgVat } from 'stdnum/lib/cjs/bg/vat.js';
import { validate as brCnpj } from 'stdnum/lib/cjs/br/cnpj.js';
import { validate as caBn } from 'stdnum/lib/cjs/ca/bn.js';
import { validate as caGst } from 'stdnum/lib/cjs/ca/gst.js';
import { validate as chUid } from 'stdnum/lib/cjs/ch/uid.js';
import { validate as chVat } from 'stdnum/lib/cjs/ch/vat.js';
import { validate as clRut } from 'stdnum/lib/cjs/cl/rut.js';
import { validate as coNit } from 'stdnum/lib/cjs/co/nit.js';
import { validate as cyVat } from 'stdnum/lib/cjs/cy/vat.js';
import { validate as czDic } from 'stdnum/lib/cjs/cz/dic.js';
import { validate as deVat } from 'stdnum/lib/cjs/de/vat.js';
import { validate as dkCvr } from 'stdnum/lib/cjs/dk/cvr.js';
import { validate as eeKmkr } from 'stdnum/lib/cjs/ee/kmkr.js';
import { validate as esNif } from 'stdnum/lib/cjs/es/nif.js';
import { validate as fiAlv } from 'stdnum/lib/cjs/fi/alv.js';
import { validate as frTva } from 'stdnum/lib/cjs/fr/tva.js';
import { validate as gbVat } from 'stdnum/lib/cjs/gb/vat.js';
import { validate as grVat } from 'stdnum/lib/cjs/gr/vat.js';
import { validate as hrOib } from 'stdnum/lib/cjs/hr/oib.js';
import { validate as huAnum } from 'stdnum/lib/cjs/hu/anum.js';
import { validate as ieVat } from 'stdnum/lib/cjs/ie/vat.js';
import { validate as ilHp } from 'stdnum/lib/cjs/il/hp.js';
import { validate as ilIdnr } from 'stdnum/lib/cjs/il/idnr.js';
import { validate as inGstin } from 'stdnum/lib/cjs/in/gstin.js';
import { validate as isVsk } from 'stdnum/lib/cjs/is/vsk.js';
import { validate as itIva } from 'stdnum/lib/cjs/it/iva.js';
import { validate as jpCn } from 'stdnum/lib/cjs/jp/cn.js';
import { validate as kePin } from 'stdnum/lib/cjs/ke/pin.js';
import { validate as krBrn } from 'stdnum/lib/cjs/kr/brn.js';
import { validate as ltPvm } from 'stdnum/lib/cjs/lt/pvm.js';
import { validate as luTva } from 'stdnum/lib/cjs/lu/tva.js';
import { validate as lvPvn } from 'stdnum/lib/cjs/lv/pvn.js';
import { validate as mcTva } from 'stdnum/lib/cjs/mc/tva.js';
import { validate as mtVat } from 'stdnum/lib/cjs/mt/vat.js';
import { validate as mxRfc } from 'stdnum/lib/cjs/mx/rfc.js';
import { validate as nlBtw } from 'stdnum/lib/cjs/nl/btw.js';
import { validate as noMva } from 'stdnum/lib/cjs/no/mva.js';
import { validate as noOrgnr } from 'stdnum/lib/cjs/no/orgnr.js';
import { validate as nzIrd } from 'stdnum/lib/cjs/nz/ird.js';
import { validate as peRuc } from 'stdnum/lib/cjs/pe/ruc.js';
import { validate as plNip } from 'stdnum/lib/cjs/pl/nip.js';
import { validate as ptNif } from 'stdnum/lib/cjs/pt/nif.js';
import { validate as roCui } from 'stdnum/lib/cjs/ro/cui.js';
import { validate as rsPib } from 'stdnum/lib/cjs/rs/pib.js';
import { validate as seVat } from 'stdnum/lib/cjs/se/vat.js';
import { validate as siDdv } from 'stdnum/lib/cjs/si/ddv.js';
import { validate as skDph } from 'stdnum/lib/cjs/sk/dph.js';
import { validate as trVkn } from 'stdnum/lib/cjs/tr/vkn.js';
import { validate as usEin } from 'stdnum/lib/cjs/us/ein.js';
import { validate as zaTin } from 'stdnum/lib/cjs/za/tin.js';
import { validate as zaVat } from 'stdnum/lib/cjs/za/vat.js';
import type { Validator } from 'stdnum/lib/cjs/types.js';

type Form = Pick<Validator, 'validate'>;

/** `prefix` is put before the number as it is kept; `strip` takes off what people write before it and the rule does not know. */
type Scheme = { readonly prefix: string; readonly forms: readonly Form[]; readonly strip?: RegExp };

const vat = (prefix: string, ...rules: readonly Form['validate'][]): Scheme => ({ prefix, forms: rules.map((validate) => ({ validate })) });

const plain = (...rules: readonly Form['validate'][]): Scheme => vat('', ...rules);

/**
 * The rules of each country, by ISO code, from the package `stdnum`: one file for each rule, so that a build carries these and no others. Loading them takes
 * about 30 ms from source; no country is worth an asynchronous door. Numbers of the EU are kept as VIES wants them: with the prefix of the member state.
 */
const schemes: Readonly<Record<string, Scheme>> = {
  AR: plain(arCuit),
  AT: vat('AT', atUid),
  AU: plain(auAbn),
  BE: vat('BE', beVat),
  BG: vat('BG', bgVat),
  BR: plain(brCnpj),
  CA: plain(caGst, caBn),
  // With or without the ending that says VAT in one of the languages. Liechtenstein is of the Swiss VAT territory.
  CH: plain(chVat, chUid),
  CL: plain(clRut),
  CO: plain(coNit),
  CY: vat('CY', cyVat),
  CZ: vat('CZ', czDic),
  DE: vat('DE', deVat),
  DK: vat('DK', dkCvr),
  EE: vat('EE', eeKmkr),
  ES: vat('ES', esNif),
  FI: vat('FI', fiAlv),
  FR: vat('FR', frTva),
  // XI is Northern Ireland in trade with the EU: the same numbers.
  GB: { ...vat('GB', gbVat), strip: /^(GB|XI)/ },
  // Greece prints EL; its ISO code is a common slip.
  GR: { ...vat('EL', grVat), strip: /^(EL|GR)/ },
  HR: vat('HR', hrOib),
  HU: vat('HU', huAnum),
  IE: vat('IE', ieVat),
  IL: plain(ilHp, ilIdnr),
  IN: plain(inGstin),
  IS: plain(isVsk),
  IT: vat('IT', itIva),
  // The invoice issuer's number is the corporate number after a T.
  JP: { ...vat('T', jpCn), strip: /^T/ },
  KE: plain(kePin),
  KR: plain(krBrn),
  LI: plain(chVat, chUid),
  LT: vat('LT', ltPvm),
  LU: vat('LU', luTva),
  LV: vat('LV', lvPvn),
  MC: vat('FR', mcTva),
  MT: vat('MT', mtVat),
  MX: plain(mxRfc),
  NL: vat('NL', nlBtw),
  NO: plain(noMva, noOrgnr),
  NZ: plain(nzIrd),
  PE: plain(peRuc),
  PL: vat('PL', plNip),
  PT: vat('PT', ptNif),
  RO: vat('RO', roCui),
  RS: plain(rsPib),
  SE: vat('SE', seVat),
  SI: vat('SI', siDdv),
  SK: vat('SK', skDph),
  TR: plain(trVkn),
  US: plain(usEin),
  ZA: plain(zaVat, zaTin),
};

/** By ISO code. */
export const taxNumberSchemes: ReadonlyMap<string, Scheme> = new Map(Object.entries(schemes));
