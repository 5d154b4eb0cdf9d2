import type { ReactNode } from 'react';
import classes from './text.module.css';

/** The number of a document, or an id: hyphens and figures in one piece. Marks that stand around it are none of it. */
const numbers = /(?=\S*\d)[\p{L}\p{N}]\S*-(?:\S*[\p{L}\p{N}-])?/gu;

/** Text that breaks between words, but in a number only where no line has room for all of it: half a number is another number. */
export function WholeNumbers({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(numbers)) {
    parts.push(
      text.slice(end, index),
      <span key={index} className={classes['whole']}>
        {number}
      </span>,
    );
    end = index + number.length;
  }
  return [...parts, text.slice(end)];
}
