import path from 'node:path';
import type { Configuration } from '../configuration/settings.ts';

/** Where backups go: as it is said, else beside the data. */
export const backupFolder = (configuration: Configuration): string =>
  path.resolve(configuration['backup.folder'] ?? path.join(configuration.data, 'backups'));
