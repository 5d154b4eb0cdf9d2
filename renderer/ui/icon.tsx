import type { ReactNode } from 'react';

/** Line icons on a 16-pixel grid, drawn with the text's own colour. */
const shapes = {
  home: <path d="M2.5 7 8 2.5 13.5 7v6a.5.5 0 0 1-.5.5H9.75V9.5h-3.5v4H3a.5.5 0 0 1-.5-.5Z" />,
  people: (
    <>
      <circle cx="6" cy="5.25" r="2.5" />
      <path d="M1.75 13.25c.3-2.5 2-3.75 4.25-3.75s3.95 1.25 4.25 3.75M10.5 3a2.4 2.4 0 0 1 0 4.5M12 9.9c1.3.5 2.1 1.6 2.3 3.35" />
    </>
  ),
  loop: <path d="M13 6.5A5.25 5.25 0 0 0 3.4 5M3 2.25V5h2.75M3 9.5A5.25 5.25 0 0 0 12.6 11M13 13.75V11h-2.75" />,
  exchange: <path d="M2.5 5.25h10.25M10 2.5l2.75 2.75L10 8M13.5 10.75H3.25M6 8l-2.75 2.75L6 13.5" />,
  gauge: (
    <>
      <path d="M2.2 11.5a6.25 6.25 0 1 1 11.6 0" />
      <path d="m8 9.5 2.75-3.25" />
      <circle cx="8" cy="9.75" r=".6" fill="currentColor" />
    </>
  ),
  invoice: <path d="M3.5 1.75h9v12.5L11 13.25l-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1ZM6 5.25h4M6 8h4" />,
  cart: <path d="M1.75 2.5h2l1.6 7.5h6.9l1.5-5.25H4.25M6 13.25h.01M11.5 13.25h.01" />,
  credit: <path d="M3.5 1.75h9v12.5L11 13.25l-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1ZM6 6.75h4" />,
  link: (
    <path d="M6.75 9.25a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.25 6.75a2.6 2.6 0 0 0-3.7 0l-2.3 2.3a2.6 2.6 0 0 0 3.7 3.7l1-1" />
  ),
  run: <path d="M4.5 2.75 12.5 8l-8 5.25Z" />,
  tag: (
    <>
      <path d="M8.6 2.25H13a.75.75 0 0 1 .75.75v4.4L7.8 13.4a.9.9 0 0 1-1.25 0L2.6 9.45a.9.9 0 0 1 0-1.25Z" />
      <circle cx="11" cy="5" r=".75" fill="currentColor" stroke="none" />
    </>
  ),
  percent: (
    <>
      <path d="m3.5 12.5 9-9" />
      <circle cx="4.75" cy="4.75" r="1.75" />
      <circle cx="11.25" cy="11.25" r="1.75" />
    </>
  ),
  cog: (
    <>
      <circle cx="8" cy="8" r="2.1" />
      <path d="M8 1.75v1.8M8 12.45v1.8M1.75 8h1.8M12.45 8h1.8M3.6 3.6l1.25 1.25M11.15 11.15l1.25 1.25M12.4 3.6l-1.25 1.25M4.85 11.15 3.6 12.4" />
    </>
  ),
  history: <path d="M2.25 8A5.75 5.75 0 1 0 4 3.85M2.25 2.25v2.5h2.5M8 4.75V8l2.25 1.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.5 3.5" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  check: <path d="m3 8.5 3.25 3.25L13 5" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  down: <path d="m4 6 4 4 4-4" />,
  up: <path d="m4 10 4-4 4 4" />,
  right: <path d="m6 4 4 4-4 4" />,
  left: <path d="m10 4-4 4 4 4" />,
  sort: <path d="m5 6 3-3 3 3M5 10l3 3 3-3" />,
  filter: <path d="M2.25 4h11.5M4.5 8h7M6.75 12h2.5" />,
  columns: <path d="M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10" />,
  pin: <path d="M6 2.5h4M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v4.5" />,
  dots: (
    <>
      <circle cx="3.5" cy="8" r=".9" fill="currentColor" stroke="none" />
      <circle cx="8" cy="8" r=".9" fill="currentColor" stroke="none" />
      <circle cx="12.5" cy="8" r=".9" fill="currentColor" stroke="none" />
    </>
  ),
  warning: <path d="M8 2.25 14.25 13H1.75ZM8 6.5v3M8 11.25v.01" />,
  info: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.25v3.5M8 5.25v.01" />
    </>
  ),
  download: <path d="M8 2.5v7.25M4.75 6.75 8 10l3.25-3.25M2.75 13h10.5" />,
  upload: <path d="M8 10V2.75M4.75 6 8 2.75 11.25 6M2.75 13h10.5" />,
  print: (
    <path d="M4.5 6V2.25h7V6M4.5 11.5H2.75A.75.75 0 0 1 2 10.75v-4A.75.75 0 0 1 2.75 6h10.5a.75.75 0 0 1 .75.75v4a.75.75 0 0 1-.75.75H11.5M4.5 9.5h7v4.25h-7Z" />
  ),
  building: <path d="M3.5 13.75V2.25h6v11.5M9.5 6.25h3v7.5M2 13.75h12M5.5 5h2M5.5 7.75h2M5.5 10.5h2" />,
  star: <path d="m8 2.25 1.75 3.6 3.95.55-2.85 2.8.7 3.95L8 11.3l-3.55 1.85.7-3.95-2.85-2.8 3.95-.55Z" />,
  eye: (
    <>
      <path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8Z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  covered: (
    <path d="M2.5 2.5l11 11M6.6 4a6 6 0 0 1 1.4-.2c4 0 6.25 4.2 6.25 4.2a11 11 0 0 1-1.8 2.3M4.3 5.2A10.3 10.3 0 0 0 1.75 8S4 12.25 8 12.25c1 0 1.9-.25 2.7-.65" />
  ),
  contrast: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5Z" fill="currentColor" />
    </>
  ),
  keyboard: <path d="M1.75 4h12.5v8H1.75ZM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6" />,
  chart: <path d="M2.5 2.5v11h11M5.5 10.5V8M8.5 10.5v-5M11.5 10.5V6.5" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  edit: <path d="m10.75 3 2.25 2.25-7.5 7.5-2.9.65.65-2.9Z" />,
  flag: <path d="M3.5 14V2.5M3.5 3h8.75l-2 3 2 3H3.5" />,
  layers: <path d="m8 2.25 6 3-6 3-6-3ZM2 8l6 3 6-3M2 10.75l6 3 6-3" />,
  coins: (
    <>
      <ellipse cx="8" cy="4.25" rx="5.25" ry="2" />
      <path d="M2.75 4.25v3.75c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2V4.25M2.75 8v3.75c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2V8" />
    </>
  ),
} as const;

export type IconName = keyof typeof shapes;

/** Decoration: whatever it stands beside says the same in words. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
