import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { Answers, Work } from './ipc/contract.ts';
import { costOfClosing } from './window/quit-guard.ts';
import type { Words } from './words.ts';

/** The second button is the careful one: Escape and Enter both mean it. */
async function agreed(
  window: BrowserWindow,
  options: MessageBoxOptions & { readonly buttons: [act: string, careful: string] },
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, { defaultId: 1, cancelId: 1, noLink: true, ...options });
  return response === 0;
}

export const confirmClosing = async (window: BrowserWindow, work: Work, words: Words): Promise<boolean> =>
  agreed(window, {
    type: 'warning',
    message: words('closing.question'),
    detail: costOfClosing(work, words).join('\n\n'),
    buttons: [words('closing.close'), words('closing.stay')],
  });

export const confirmReload = async (window: BrowserWindow, words: Words): Promise<boolean> =>
  agreed(window, {
    type: 'warning',
    message: words('unresponsive.title'),
    detail: words('unresponsive.detail'),
    buttons: [words('unresponsive.reload'), words('unresponsive.wait')],
  });

export const confirmLink = async (window: BrowserWindow, shown: string, words: Words): Promise<boolean> =>
  agreed(window, {
    type: 'question',
    message: words('link.question'),
    detail: shown,
    buttons: [words('link.open'), words('link.cancel')],
  });

export async function showAbout(window: BrowserWindow, about: Answers<'app.about'>, words: Words): Promise<void> {
  const { version, electron, chromium, node, platform } = about;
  await dialog.showMessageBox(window, {
    type: 'info',
    title: words('menu.about'),
    message: words('product'),
    detail: words('about.versions', { version, electron, chromium, node, platform }),
    buttons: [words('about.close')],
  });
}
