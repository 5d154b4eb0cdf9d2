import type { Bridge, SavedKind } from '../../electron/ipc/contract.ts';

declare global {
  interface Window {
    /** The shell's bridge; absent in a browser. */
    readonly counterfoil?: Bridge;
  }
}

/** The shell around the window, `null` in a browser: then downloads and the browser's own dialogs stand in. */
export const shell = (): Bridge | null => window.counterfoil ?? null;

export type SavedFile =
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: string };

const downloaded = (name: string, file: Blob): void => {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** Saves a file where the user wants it: through the system's dialog, or as a download. */
export const saveFile = async (kind: SavedKind, name: string, file: Blob): Promise<SavedFile> => {
  const bridge = shell();
  if (bridge === null) {
    downloaded(name, file);
    return { kind: 'saved', name };
  }
  return bridge.ask['file.save']({ kind, name, bytes: new Uint8Array(await file.arrayBuffer()) });
};

/** Puts a copy of what is about to be replaced where the user wants it; throws where it was not kept. */
export const keepCopy = async (name: string, copy: Blob): Promise<void> => {
  const saved = await saveFile('backup', name, copy);
  if (saved.kind !== 'saved') throw new Error('the copy was not kept');
};
