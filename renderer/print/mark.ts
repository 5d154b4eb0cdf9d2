import type { Alignment, Piece } from './definition.ts';
import { usableLogo } from './logo.ts';
import { paragraph, type Sheet } from './sheet.ts';

/** The name under which a PNG logo is handed to the page. */
const logoImage = 'logo';

/** Logo of the seller, or its name where there is none that can be drawn. */
export const mark = (sheet: Sheet, width: number, height: number, alignment: Alignment = 'left'): Piece => {
  const logo = usableLogo(sheet.template.logo);
  if (logo === null) {
    return paragraph(sheet, sheet.view.seller.name, Math.max(width, sheet.width / 2), {
      fontSize: sheet.look.sizes.title * 0.72,
      bold: true,
      alignment,
      lineHeight: 1.1,
    });
  }
  return logo.kind === 'svg' ? { svg: logo.svg, fit: [width, height], alignment } : { image: logoImage, fit: [width, height], alignment };
};

export const imagesOf = (sheet: Sheet): Readonly<Record<string, string>> => {
  const logo = usableLogo(sheet.template.logo);
  return logo?.kind === 'png' ? { [logoImage]: `data:image/png;base64,${logo.base64}` } : {};
};
