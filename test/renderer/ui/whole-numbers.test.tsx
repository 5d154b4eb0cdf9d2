// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { WholeNumbers } from '../../../renderer/ui/whole-numbers.tsx';

afterEach(cleanup);

/** What does not break in a text, and the text as it is read and copied. */
const drawn = (text: string) => {
  const { container } = render(<WholeNumbers text={text} />);
  return { whole: [...container.querySelectorAll('span')].map(({ textContent }) => textContent), all: container.textContent };
};

describe('numbers in a text', () => {
  it.each([
    ['DE-INV-B1S8-2026-000002, DE-INV-B1S8-2026-000003 and 2 more', ['DE-INV-B1S8-2026-000002', 'DE-INV-B1S8-2026-000003']],
    ['Rechnung DE-INV-2026-7.', ['DE-INV-2026-7']],
    ['Number series DE-INV-B1S8-2026-', ['DE-INV-B1S8-2026-']],
    ['(INV-7)', ['INV-7']],
    ['–17 and 0.86', []],
    ['Müller-Lüdenscheidt & Söhne, Haus 7', []],
    ['', []],
  ])('stay in one piece: %s', (text, whole) => {
    expect(drawn(text)).toEqual({ whole, all: text });
  });
});
