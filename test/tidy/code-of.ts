/**
 * The text with comments and the contents of strings replaced by blanks, everything else where it was. It is a scanner, not a parser: enough to look for
 * words without being misled by prose, and exact about places.
 */
export function codeOf(text: string): string {
  let out = '';
  let at = 0;
  let inTemplate = false;
  // For each `${` that is open: how many braces are open within it.
  const expressions: number[] = [];
  while (at < text.length) {
    if (inTemplate) {
      const stop = templateStop(text, at);
      inTemplate = false;
      if (stop.mark === '${') expressions.push(0);
      out += blank(text.slice(at, stop.at)) + stop.mark;
      at = stop.at + stop.mark.length;
      continue;
    }
    const hidden = hiddenFrom(text, at, out);
    if (hidden !== null) {
      out += hidden.shown + blank(text.slice(at + hidden.shown.length, hidden.end - hidden.shown.length)) + hidden.shown;
      at = hidden.end;
      continue;
    }
    const character = text.charAt(at);
    const braces = expressions.at(-1);
    if (character === '`') inTemplate = true;
    if (character === '{' && braces !== undefined) expressions.push((expressions.pop() ?? 0) + 1);
    if (character === '}' && braces !== undefined) {
      expressions.pop();
      if (braces === 0) inTemplate = true;
      else expressions.push(braces - 1);
    }
    out += character;
    at += 1;
  }
  return out;
}

/** A comment, a quoted string or a regular expression that starts here: where it ends, and the quote that stays visible. */
function hiddenFrom(text: string, at: number, before: string): { readonly end: number; readonly shown: string } | null {
  const two = text.slice(at, at + 2);
  if (two === '//') return { end: endOr(text, text.indexOf('\n', at)), shown: '' };
  if (two === '/*') return { end: endOr(text, text.indexOf('*/', at + 2) + 2, 1), shown: '' };
  const one = text.charAt(at);
  if (one === "'" || one === '"') return { end: quotedEnd(text, at + 1, one), shown: one };
  // A slash starts a regular expression where a value is expected.
  const expectsValue = /(?:^|[=(,:[!&|?{};\n]|return|=>)\s*$/.test(before.slice(-20));
  return one === '/' && expectsValue ? { end: quotedEnd(text, at + 1, '/'), shown: '/' } : null;
}

const endOr = (text: string, found: number, lowest = 0): number => (found <= lowest ? text.length : found);

/** Just after the closing quote. A slash within `[...]` does not close a regular expression. */
function quotedEnd(text: string, from: number, quote: string): number {
  let inClass = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (quote === '/' && character === '[') inClass = true;
    else if (quote === '/' && character === ']') inClass = false;
    else if (character === quote && !inClass) return at + 1;
  }
  return text.length;
}

/** Where the template's text is interrupted by `${` or ended by its backtick. */
function templateStop(text: string, from: number): { readonly at: number; readonly mark: '`' | '${' | '' } {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '`') return { at, mark: '`' };
    else if (character === '$' && text.charAt(at + 1) === '{') return { at, mark: '${' };
  }
  return { at: text.length, mark: '' };
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');
