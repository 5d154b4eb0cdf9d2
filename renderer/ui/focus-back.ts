import { useEffect } from 'react';

const dialogs = '[role="dialog"][aria-modal="true"]';

/** A choice in a menu or a list is gone as soon as it is made: it is no place to come back to. */
const isPassing = (element: Element): boolean => element.closest('[role="menu"], [role="listbox"]') !== null;

const hasNobody = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * A15: when a dialog goes, the keyboard goes back to what had it before, or to the page where that has gone as well. Our dialogs stand only while they
 * are open, and so take away what they hold, with the keyboard in it, without closing; this hears of all of them in one place.
 */
export const useFocusBack = (): void => {
  useEffect(() => {
    let outside: HTMLElement | null = null;
    const inside = new WeakMap<Element, HTMLElement>();
    const back = (): void => {
      if (!hasNobody()) return;
      const below = [...document.querySelectorAll(dialogs)].at(-1);
      if (below === undefined) observer.disconnect();
      const before = below === undefined ? outside : inside.get(below);
      if (before?.isConnected === true) before.focus({ preventScroll: true });
      if (below === undefined && hasNobody()) document.getElementById('main')?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(back);
    const heard = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement) || isPassing(target)) return;
      const dialog = target.closest(dialogs);
      if (dialog === null) {
        outside = target;
        observer.disconnect();
      } else {
        inside.set(dialog, target);
        observer.observe(document.body, { childList: true, subtree: true });
      }
    };
    document.addEventListener('focusin', heard);
    return () => {
      document.removeEventListener('focusin', heard);
      observer.disconnect();
    };
  }, []);
};
