import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { exportedChain } from '../chain/export.ts';
import { verifiedChain } from '../chain/verify.ts';
import { askJob, listJobs } from '../jobs/desk.ts';
import { jobList } from '../jobs/job-list.ts';
import { backupInto } from '../operation/backup.ts';
import { backupFolder } from '../operation/backup-folder.ts';
import { examined, unreadableLine } from '../operation/doctor.ts';
import { chainOfBackup, checkedBackup } from '../operation/read-backup.ts';
import { restoreFrom } from '../operation/restore.ts';
import { instantOf } from '../people/people-store.ts';
import { sealStateOf } from '../people/seal-second-factors.ts';
import { type Asked, type Command, CommandFailed, opened } from './command.ts';

export const backupCommand: Command = (asked) =>
  opened(asked, async ({ store, house }) => {
    const folder = path.resolve(asked.options.into ?? backupFolder(asked.configuration));
    const { file, rows, bytes } = await backupInto({ store, data: path.resolve(asked.configuration.data) }, folder, instantOf(house.now()));
    asked.say(`${file}: ${rows} rows, ${bytes} bytes.`);
    return 0;
  });

export const restoreCommand: Command = async (asked) => {
  const [file] = asked.rest;
  if (file === undefined) throw new CommandFailed('restore FILE, into an empty data folder or an empty database');
  return opened(asked, async ({ store, house }) => {
    const restored = await restoreFrom(store, house, file);
    if (!restored.ok) throw new CommandFailed(JSON.stringify(restored.problem));
    asked.say(`Put back as it stood at ${restored.at}: ${restored.rows} rows; ${restored.closedSeries} central number series are closed.`);
    asked.say('Stations bring what came later by themselves, as soon as they reach the server.');
    const { unreadable } = await sealStateOf(house);
    if (unreadable.length > 0) asked.say(unreadableLine(unreadable));
    return 0;
  });
};

const linesIn = (file: string): AsyncIterable<string> => createInterface({ input: createReadStream(file, 'utf8') });

/** The chain of a backup, of an export, or of the store itself. */
const chainIn = async (file: string): Promise<AsyncIterable<string>> => {
  if (!file.endsWith('.counterfoil-backup')) return linesIn(file);
  const checked = await checkedBackup(file);
  if (!checked.ok) throw new CommandFailed(JSON.stringify(checked.problem));
  return chainOfBackup(file);
};

const told = async ({ say, options }: Asked, lines: AsyncIterable<string>): Promise<number> => {
  const { entries, head, problems, withheld } = await verifiedChain(lines, options.key === undefined ? {} : { keyIds: [options.key] });
  for (const problem of problems) say(JSON.stringify(problem));
  say(
    problems.length === 0
      ? `Whole: ${entries} entries${withheld > 0 ? ` (${withheld} of other entities, by their links alone)` : ''}, signed with ${head?.keyId ?? 'no key yet'}.`
      : `${problems.length} breaks in ${entries} entries.`,
  );
  return problems.length === 0 ? 0 : 1;
};

export const verifyCommand: Command = async (asked) => {
  const [file] = asked.rest;
  if (file !== undefined) return told(asked, await chainIn(file));
  return opened(asked, ({ store }) => told(asked, exportedChain(store)));
};

export const doctorCommand: Command = (asked) =>
  opened(asked, async ({ store, house }) => {
    const findings = await examined(asked.configuration, store, house.now());
    const marks = { well: 'ok   ', 'worth-a-look': 'look ', wrong: 'WRONG' } as const;
    for (const { what, is, say } of findings) asked.say(`${marks[is]} ${what}: ${say}`);
    return findings.some(({ is }) => is === 'wrong') ? 1 : 0;
  });

export const jobCommand: Command = (asked) =>
  opened(asked, async ({ store, house }) => {
    const [what = 'list', job = '', dueAt] = asked.rest;
    const jobs = jobList(asked.configuration, store, house);
    if (what === 'list') {
      const asking = { now: instantOf(house.now()), zone: asked.configuration['jobs.zone'] };
      for (const { name, schedule, isPaused, runs } of await listJobs(house.reader, jobs, asking)) {
        asked.say([name, schedule ?? 'when asked', isPaused ? 'paused' : ''].join('  '));
        for (const run of runs.slice(0, 5)) asked.say(`    ${run.dueAt}  ${run.state}  ${run.attempts}  ${run.code}`);
      }
      return 0;
    }
    if (what !== 'run' && what !== 'pause' && what !== 'resume' && what !== 'retry') {
      throw new CommandFailed('job list | run NAME | pause NAME | resume NAME | retry NAME DUE-AT');
    }
    if (!(await askJob(house.db, jobs, { job, what, dueAt }, instantOf(house.now()))))
      throw new CommandFailed('There is no such job or run.');
    asked.say(what === 'run' ? 'A server does it within seconds.' : 'Done.');
    return 0;
  });
