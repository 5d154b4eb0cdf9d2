type Row = readonly (string | number)[];

export const taxRateHead = ['country', 'region', 'tax_class', 'customer_type', 'component', 'percent', 'from', 'until'] as const;

/** Standard rate, rate of printed books, and what invoices call the tax. */
const europe: readonly (readonly [country: string, component: string, standard: string, books: string])[] = [
  ['BG', 'ДДС', '20', '9'],
  ['DE', 'MwSt.', '19', '7'],
  ['FR', 'TVA', '20', '5.5'],
  ['GB', 'VAT', '20', '0'],
  ['GR', 'ΦΠΑ', '24', '6'],
  ['IE', 'VAT', '23', '0'],
  ['NL', 'BTW', '21', '9'],
  ['PL', 'VAT', '23', '5'],
  ['SE', 'Moms', '25', '6'],
];

/**
 * Sales tax where the company is registered, at its office in the state: software as a service is taxed in all four (Texas leaves a fifth of it
 * untaxed, so that 6.25 % counts as 5 %), services by people in none but Washington's.
 */
const states: readonly (readonly [region: string, component: string, digital: string, standard: string, books: string])[] = [
  ['NY', 'State tax', '4', '0', '4'],
  ['NY', 'New York City tax', '4.5', '0', '4.5'],
  ['NY', 'MCTD', '0.375', '0', '0.375'],
  ['PA', 'State tax', '6', '0', '6'],
  ['PA', 'Allegheny County tax', '1', '0', '1'],
  ['TX', 'State tax', '5', '0', '6.25'],
  ['TX', 'Local tax', '1.6', '0', '2'],
  ['WA', 'State tax', '6.5', '0', '6.5'],
  ['WA', 'Local tax', '3.85', '0', '3.85'],
];

export const taxRates = (): readonly Row[] => [
  ...europe.flatMap(([country, component, standard, books]) => [
    [country, '', 'standard', 'any', component, standard, '2020-01-01', ''],
    [country, '', 'digital', 'any', component, standard, '2020-01-01', ''],
    [country, '', 'books', 'any', component, books, '2020-01-01', ''],
  ]),
  ...['standard', 'digital', 'books'].map((taxClass) => ['JP', '', taxClass, 'any', '消費税', '10', '2019-10-01', '']),
  ...states.flatMap(([region, component, digital, standard, books]) => [
    ['US', region, 'standard', 'any', component, standard, '2020-01-01', ''],
    ['US', region, 'digital', 'any', component, digital, '2020-01-01', ''],
    ['US', region, 'books', 'any', component, books, '2020-01-01', ''],
  ]),
];
