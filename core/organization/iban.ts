/** Letters count from A = 10, as ISO 7064 wants it. */
const digitsOf = (character: string): string => (character >= 'A' ? String(character.charCodeAt(0) - 55) : character);

/** ISO 13616: country, two check digits, and 11 to 30 characters of the country's own; the whole, turned, leaves 1 modulo 97. Spaces do not count. */
export const isIban = (text: string): boolean => {
  const compact = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const turned = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const digit of Array.from(turned, digitsOf).join('')) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
};
