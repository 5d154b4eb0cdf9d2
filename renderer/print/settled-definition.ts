import type { PlainDate } from '../../core/time/plain-date.ts';
import type { Definition } from './definition.ts';

/**
 * The definition with what makes its bytes the same at any time and in any thread: the file's creation date is midnight UTC of the day of issue, and its id follows from its
 * particulars. `pages` hears how many pages it came to.
 */
export const settledDefinition = (
  definition: Definition,
  facts: { readonly id: string; readonly issuedOn: PlainDate },
  pages: (count: number) => void,
): Definition => ({
  ...definition,
  info: { ...definition.info, creationDate: new Date(`${facts.issuedOn}T00:00:00Z`), Document: facts.id },
  footer: (page: number, count: number) => {
    pages(count);
    return definition.footer(page, count);
  },
});
