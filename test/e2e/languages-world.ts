import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '..', '..');

type Messages = ReadonlyMap<string, string>;

/** The texts of the window in one language, each under its whole key. Those of printed documents follow the document, not the window. */
function messagesOf(language: string): Messages {
  const files = globSync(`assets/locales/${language}/*.json`, { cwd: root }).filter((file) => !/(?:documents|shell)\.json$/.test(file));
  const flat = (value: unknown, key: string): readonly (readonly [string, string])[] =>
    typeof value === 'string' ? [[key, value]] : Object.entries(value as object).flatMap(([name, below]) => flat(below, `${key}.${name}`));
  return new Map(files.flatMap((file) => flat(JSON.parse(readFileSync(path.join(root, file), 'utf8')), path.basename(file, '.json'))));
}

/** What no German page may show: keys instead of their texts, English texts that German says in another way, and English sentences from anywhere. */
export class Leftovers {
  readonly #key: RegExp;
  readonly #english: ReadonlySet<string>;

  constructor() {
    const german = messagesOf('de');
    const said = new Set(german.values());
    const english = messagesOf('en');
    this.#key = new RegExp(
      `^(?:${[...new Set([...english.keys()].map((key) => key.split('.')[0] ?? ''))].join('|')})\\.[\\w-]+(?:\\.[\\w-]+)*$`,
    );
    this.#english = new Set([...english.values()].filter((text) => !said.has(text) && !text.includes('{') && /[a-z]{2}/.test(text)));
  }

  /** Those among the texts of a page; `names` are the company's own words, whatever their language. */
  among(texts: readonly string[], names: ReadonlySet<string>): readonly string[] {
    return texts.filter((text) => {
      if (this.#key.test(text)) return true;
      if (names.has(text)) return false;
      return this.#english.has(text) || (/\b(?:the|with|your|this|from|which|there is)\b/.test(text) && !hasOneOf(names, text));
    });
  }
}

const hasOneOf = (names: ReadonlySet<string>, text: string): boolean => [...names].some((name) => name.length > 3 && text.includes(name));

/** Everything that a person reads or hears on the page: texts, names, hints. */
export const textsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const texts = new Set<string>([document.title.replace(/ – Counterfoil$/, '')]);
    const isShown = (element: Element): boolean => element.closest('script, style, kbd, [hidden], [lang]:not(html), canvas') === null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text !== '' && node.parentElement !== null && isShown(node.parentElement)) texts.add(text);
    }
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        if (isShown(element)) texts.add(element.getAttribute(name)?.trim() ?? '');
    }
    texts.delete('');
    return [...texts];
  });

/** Every text that the company's own documents hold: names of customers and plans, descriptions of lines. */
export async function namesIn(page: Page): Promise<ReadonlySet<string>> {
  const found = await page.evaluate(async () => {
    const names = new Set<string>();
    const gather = (value: unknown): void => {
      if (typeof value === 'string') names.add(value);
      else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) gather(each);
    };
    const kinds = [
      'entity',
      'segment',
      'product-group',
      'product',
      'plan',
      'plan-version',
      'metric',
      'offer',
      'customer',
      'invoice',
      'credit-note',
      'order',
    ] as const;
    for (const kind of kinds) gather(await window.counterfoilWorkstation().list(kind));
    return [...names];
  });
  return new Set(found);
}
