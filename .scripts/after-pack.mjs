// Called by electron-builder when the program lies unpacked.

import { rmSync } from 'node:fs';
import path from 'node:path';

/** Electron's own demonstration program comes with every Electron and is no part of ours. */
const afterPack = ({ appOutDir, electronPlatformName }) => {
  if (electronPlatformName === 'darwin') return;
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true });
};

// electron-builder takes the hook by its default export.
export default afterPack;
