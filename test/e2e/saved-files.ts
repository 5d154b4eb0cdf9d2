import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Workstation } from './workstation.ts';

/** What a click saves, wherever this host saves it: a browser's download, or the file that was named in the shell's dialog. */
export const savedBy = async ({ page, electron, profile }: Workstation, name: string, click: () => Promise<void>): Promise<string> => {
  const folder = path.join(profile, 'saved');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  if (electron === null) {
    const [download] = await Promise.all([page.waitForEvent('download'), click()]);
    await download.saveAs(file);
    return file;
  }
  await electron.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => Promise.resolve({ canceled: false, filePath }) });
  }, file);
  await click();
  // It is written beside its place and put there whole.
  await expect.poll(() => existsSync(file), `${name} is saved`).toBe(true);
  return file;
};
