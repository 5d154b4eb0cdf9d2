import type { Logo } from '../../core/organization/types.ts';

/** Drawing elements only: nothing that fetches, runs, links out, sets type or repeats another element. */
const drawn = new Set(
  'svg g path rect circle ellipse line polyline polygon defs lineargradient radialgradient stop clippath title desc'.split(' '),
);

const maxLength = 200_000;

/**
 * Whether an SVG may be drawn. The renderer would open any file or address that an `<image>` or an outside reference names, so only an SVG that is
 * made of plain drawing elements and refers to nothing but itself is taken.
 */
export const isPlainSvg = (svg: string): boolean => {
  if (svg.length > maxLength || !/<svg[\s>]/.test(svg) || /<!(?!--)/.test(svg)) return false;
  const shown = svg.replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  for (const [, name = ''] of shown.matchAll(/<\/?\s*([^\s/>]+)/g)) {
    if (!drawn.has(name.toLowerCase())) return false;
  }
  for (const [, value = ''] of shown.matchAll(/href\s*=\s*["']?([^"'\s>]*)/gi)) {
    if (!value.startsWith('#')) return false;
  }
  return !/url\(\s*(?!['"]?#)|\bon[a-z]+\s*=|@import|javascript:|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(shown);
};

/** The eight bytes that every PNG begins with, as base64. */
const pngStart = 'iVBORw0KGg';

const isPng = (base64: string): boolean =>
  base64.length <= 2_000_000 && base64.startsWith(pngStart) && /^[A-Za-z0-9+/]+={0,2}$/.test(base64);

/** The logo if it can be drawn safely; else `null`, and the seller's name stands in its place. */
export const usableLogo = (logo: Logo | null): Logo | null => {
  if (logo === null) return null;
  return (logo.kind === 'svg' ? isPlainSvg(logo.svg) : isPng(logo.base64)) ? logo : null;
};
