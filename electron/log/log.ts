import electronLog from 'electron-log/node';
import { errorTrace, type Facts, logLine } from './redaction.ts';

export interface Log {
  readonly info: (event: string, facts?: Facts) => void;
  readonly warn: (event: string, facts?: Facts) => void;
  readonly error: (event: string, error?: unknown, facts?: Facts) => void;
}

/** One file beside one older one, a megabyte each. `electron-log/node` opens no channel of its own to the window. */
export function openLog(file: string): Log {
  const logger = electronLog.create({ logId: 'shell' });
  logger.transports.console.level = false;
  logger.transports.file.level = 'info';
  logger.transports.file.maxSize = 1024 * 1024;
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.format = '{iso} {level} {text}';
  return {
    info: (event, facts = {}) => {
      logger.info(logLine(event, facts));
    },
    warn: (event, facts = {}) => {
      logger.warn(logLine(event, facts));
    },
    error: (event, error, facts = {}) => {
      logger.error(`${logLine(event, facts)}${error === undefined ? '' : ` ${errorTrace(error)}`}`);
    },
  };
}
