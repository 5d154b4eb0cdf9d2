import { useEffect, useRef } from 'react';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The key that stands for Ctrl on this machine. */
export const modLabel = isMac ? '⌘' : 'Ctrl';

/** Where letters are text, not shortcuts. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.getAttribute('role') === 'combobox');

/** An open dialog or menu keeps the keyboard to itself. */
export const isCovered = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null;

const matches = (event: KeyboardEvent, hotkey: string): boolean => {
  const parts = hotkey.split('+');
  const key = parts.at(-1) ?? '';
  const wantsMod = parts.includes('mod');
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (mod !== wantsMod || event.altKey !== parts.includes('alt')) return false;
  // A sign such as `?` brings its own Shift.
  if (/^[a-z0-9]$/.test(key) && event.shiftKey !== parts.includes('shift')) return false;
  return event.key.toLowerCase() === key;
};

/** Runs on a key anywhere in the window; plain letters, and what a text field does itself, never while somebody types or a dialog is open. */
export const useHotkey = (hotkey: string, run: () => void, isOn = true): void => {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!isOn) return undefined;
    const heard = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !matches(event, hotkey)) return;
      const isOfFields = !hotkey.includes('mod') || hotkey === 'mod+z';
      if (isOfFields && (isTyping(event.target) || isCovered())) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [hotkey, isOn]);
};

/** `G` and then a letter: the second key must follow within a second and a half. */
export const useGoKeys = (go: (letter: string) => void): void => {
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    let since = Number.NEGATIVE_INFINITY;
    const heard = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isCovered()) return;
      const key = event.key.toLowerCase();
      if (event.timeStamp - since < 1500 && /^[a-z]$/.test(key)) {
        since = Number.NEGATIVE_INFINITY;
        event.preventDefault();
        // It is ours: a grid below must not take the letter as a movement.
        event.stopPropagation();
        latest.current(key);
      } else if (key === 'g') since = event.timeStamp;
    };
    window.addEventListener('keydown', heard, true);
    return () => window.removeEventListener('keydown', heard, true);
  }, []);
};
