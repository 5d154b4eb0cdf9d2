// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useFocusBack } from '../../../renderer/ui/focus-back.ts';

/** A page with two buttons, the dialogs that stand on it, and what a dialog unfolds beside itself. */
function Page({ dialogs = [], unfolded = false }: { readonly dialogs?: readonly string[]; readonly unfolded?: boolean }) {
  useFocusBack();
  return (
    <>
      <main id="main" tabIndex={-1}>
        <button type="button">Credit</button>
        <button type="button">Payment</button>
      </main>
      {dialogs.map((name) => (
        <div key={name} role="dialog" aria-modal="true" aria-label={name}>
          <input aria-label={`Amount of ${name}`} />
          <input aria-label={`Day of ${name}`} />
        </div>
      ))}
      {unfolded && <button type="button">20 November</button>}
    </>
  );
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const field = (name: string): HTMLElement => screen.getByRole('textbox', { name });

afterEach(cleanup);

describe('[A15] the keyboard comes back when a dialog goes', () => {
  it('to what had it when the dialog came, though it went on before the dialog took it', async () => {
    const { rerender } = render(<Page />);
    button('Credit').focus();
    rerender(<Page dialogs={['A']} />);
    button('Payment').focus();
    field('Amount of A').focus();
    rerender(<Page />);
    await waitFor(() => expect(document.activeElement).toBe(button('Credit')));
  });

  it('though a part of the dialog that hangs beside it had it last', async () => {
    const { rerender } = render(<Page />);
    button('Credit').focus();
    rerender(<Page dialogs={['A']} />);
    field('Day of A').focus();
    rerender(<Page dialogs={['A']} unfolded />);
    button('20 November').focus();
    rerender(<Page />);
    await waitFor(() => expect(document.activeElement).toBe(button('Credit')));
  });

  it('to the dialog beneath, though it went on there before the upper one took it', async () => {
    const { rerender } = render(<Page />);
    button('Credit').focus();
    rerender(<Page dialogs={['A']} />);
    field('Amount of A').focus();
    rerender(<Page dialogs={['A', 'B']} />);
    field('Day of A').focus();
    field('Amount of B').focus();
    rerender(<Page dialogs={['A']} />);
    await waitFor(() => expect(document.activeElement).toBe(field('Amount of A')));
    rerender(<Page />);
    await waitFor(() => expect(document.activeElement).toBe(button('Credit')));
  });

  it('where somebody went on while a dialog was on its way out, the next one comes back there', async () => {
    const { rerender } = render(<Page />);
    button('Credit').focus();
    rerender(<Page dialogs={['A']} />);
    field('Amount of A').focus();
    button('Payment').focus();
    rerender(<Page />);
    // The page has heard that the dialog is gone.
    await Promise.resolve();
    await waitFor(() => expect(document.activeElement).toBe(button('Payment')));
    rerender(<Page dialogs={['B']} />);
    field('Amount of B').focus();
    rerender(<Page />);
    await waitFor(() => expect(document.activeElement).toBe(button('Payment')));
  });

  it('to the page, where what had it has gone as well', async () => {
    const { rerender } = render(<Page unfolded />);
    button('20 November').focus();
    rerender(<Page dialogs={['A']} unfolded />);
    field('Amount of A').focus();
    rerender(<Page />);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });
});
