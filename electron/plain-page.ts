import plain from '../assets/plain-page.json' with { type: 'json' };

export interface PlainPage {
  readonly language: string;
  readonly product: string;
  readonly title: string;
  readonly detail: string;
  /** Where its one link leads, and what the link says. */
  readonly link: { readonly address: string; readonly action: string } | null;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page without a script. The place of its nonce is filled by whoever delivers it. */
export const plainPage = ({ link, ...said }: PlainPage): string => {
  const texts: Readonly<Record<string, string>> = { ...said, ...link };
  const lines = plain.page.filter((line) => link !== null || !line.includes('{action}'));
  return lines.join('\n').replace(/\{([a-z]+)\}/g, (place, name: string) => (name in texts ? escaped(texts[name] ?? '') : place));
};
