import { useEffect } from 'react';

const dialogs = '[role="dialog"][aria-modal="true"]';

/** A choice in a menu or a list is gone as soon as it is made: it is no place to come back to. */
const isPassing = (element: Element): boolean => element.closest('[role="menu"], [role="listbox"]') !== null;

const hasNobody = (): boolean => document.activeElement === null || document.activeElement === document.body;

const topmostDialog = (): Element | null => [...document.querySelectorAll(dialogs)].at(-1) ?? null;

/**
 * A15: when a dialog goes, the keyboard goes back to what had it before, or to the page where that has gone as well. Our dialogs stand only while they
 * are open, and so take away what they hold, with the keyboard in it, without closing; this hears of all of them in one place.
 *
 * What had it before is what had it when the dialog came. A dialog stands a moment before it takes the keyboard, and what it unfolds (a calendar) may hang
 * beside it in the page: where the keyboard goes outside of the topmost dialog as long as that stands is no place to come back to.
 */
export const useFocusBack = (): void => {
  useEffect(() => {
    let outside: HTMLElement | null = null;
    const inside = new WeakMap<Element, HTMLElement>();
    const remember = (dialog: Element | null, element: HTMLElement): void => {
      if (dialog === null) outside = element;
      else inside.set(dialog, element);
    };
    const back = (): void => {
      const below = topmostDialog();
      if (below === null) observer.disconnect();
      const { activeElement } = document;
      if (!hasNobody()) {
        // The keyboard went on by itself while the dialog was on its way out.
        if (below === null && activeElement instanceof HTMLElement && !isPassing(activeElement)) outside = activeElement;
        return;
      }
      const before = below === null ? outside : inside.get(below);
      if (before?.isConnected === true) before.focus({ preventScroll: true });
      if (below === null && hasNobody()) document.getElementById('main')?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(back);
    const heard = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || isPassing(target)) return;
      const topmost = topmostDialog();
      if (target.closest(dialogs) === topmost) remember(topmost, target);
      if (topmost === null) observer.disconnect();
      else observer.observe(document.body, { childList: true, subtree: true });
    };
    document.addEventListener('focusin', heard);
    return () => {
      document.removeEventListener('focusin', heard);
      observer.disconnect();
    };
  }, []);
};
