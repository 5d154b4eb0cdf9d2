// The fifty customers of the month and the files that bring them, their contracts and their use.

/** Two words for each name: 10 × 5 companies. */
const trades = ['Werft', 'Logistik', 'Brauerei', 'Verlag', 'Optik', 'Energie', 'Backwaren', 'Textil', 'Software', 'Gartenbau'] as const;
const places = ['Nord', 'Alster', 'Elbe', 'Heide', 'Küste'] as const;

/** In France, with tax numbers whose check digits hold: they account for the tax themselves. */
const french: Readonly<Record<number, { readonly name: string; readonly taxNumber: string }>> = {
  7: { name: 'Lumière SARL', taxNumber: 'FR40303265045' },
  50: { name: 'Atelier Durand SARL', taxNumber: 'FR23334175221' },
};

const customerCount = 50;

/** The key of a customer in the files, by its place. */
const keyOf = (place: number): string => `C-${String(place).padStart(3, '0')}`;

export const nameOf = (place: number): string =>
  french[place]?.name ?? `${places[(place - 1) % places.length]} ${trades[Math.floor((place - 1) / places.length)]} GmbH`;

const everybody = Array.from({ length: customerCount }, (_each, at) => at + 1);

const csv = (rows: readonly (readonly string[])[]): Buffer => Buffer.from(rows.map((row) => `${row.join(',')}\n`).join(''));

/** As another program exported them: one head is foreign to us, and one row names a country that there is not. */
export const customersFile = (): Buffer =>
  csv([
    ['Debtor', 'company', 'street', 'postcode', 'town', 'country', 'vat number', 'customer since'],
    ...everybody.map((place) => {
      const abroad = french[place];
      return [
        keyOf(place),
        nameOf(place),
        abroad === undefined ? `Speicherstadt ${place}` : `${place} rue de la Paix`,
        abroad === undefined ? '20457' : '75002',
        abroad === undefined ? 'Hamburg' : 'Paris',
        abroad === undefined ? 'DE' : 'FR',
        abroad?.taxNumber ?? '',
        '2025-12-01',
      ];
    }),
    ['C-051', 'Nirgendwo GmbH', 'Am Ende 1', '00000', 'Nirgendwo', 'XX', '', '2025-12-01'],
  ]);

/** Contracts of customers 11 to 50. The first ten are sold on the screen. */
const contractOf = (place: number): readonly [plan: string, quantity: string] => {
  if (place <= 30) return ['basic', '1'];
  return place <= 45 ? ['team', '4'] : ['volume', '600'];
};

export const subscriptionsFile = (): Buffer =>
  csv([
    ['subscription', 'customer', 'plan', 'cycle', 'quantity', 'start'],
    ...everybody
      .slice(10)
      .map((place) => [`S-${keyOf(place)}`, keyOf(place), contractOf(place)[0], 'monthly', contractOf(place)[1], '2026-01-01']),
  ]);

/** January's calls: 12,345 of the metered customer and 1,500 of the hybrid one. */
export const usageFile = (): Buffer =>
  csv([
    ['customer', 'event', 'at', 'property:calls'],
    [keyOf(8), 'api-call', '2026-01-03T10:00:00Z', '4000'],
    [keyOf(8), 'api-call', '2026-01-17T11:30:00Z', '8000'],
    [keyOf(8), 'api-call', '2026-01-31T22:59:59Z', '345'],
    [keyOf(9), 'api-call', '2026-01-09T08:00:00Z', '900'],
    [keyOf(9), 'api-call', '2026-01-28T08:00:00Z', '600'],
  ]);
