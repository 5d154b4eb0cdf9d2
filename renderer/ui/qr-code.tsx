import encodeQr from 'qr';
import { useMemo } from 'react';
import classes from './qr-code.module.css';

/** The quiet zone that readers ask for, in modules. */
const border = 4;

/** The dark modules as one path. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');

/** A QR code, drawn here and nowhere else: what it says never leaves the window. Black on white in both themes, or readers miss it. */
export function QrCode({ content, label }: { readonly content: string; readonly label: string }) {
  const rows = useMemo(() => encodeQr(content, 'raw', { ecc: 'medium', border }), [content]);
  return (
    <svg
      className={classes['code']}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
    >
      <path d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} fill="#fff" />
      <path d={pathOf(rows)} fill="#000" />
    </svg>
  );
}
