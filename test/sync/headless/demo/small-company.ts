import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');
export const demoFolder = path.join(root, 'assets', 'demo');
const program = path.join(root, 'sync', 'headless', 'demo.ts');

/** Which columns name a customer or a subscription, by file. */
const tables = ['customers', 'subscriptions', 'orders', 'lifecycle', 'usage-2025-01', 'usage-2025-02'] as const;

/** The demo company with its first customers only, and two months of usage: quick enough to be billed again and again. */
export const smallCompany = async (folder: string, customers = 40): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const name of ['entities.json', 'catalog.json', 'offers.json', 'tax-rates.csv', 'exchange-rates.csv']) {
    await copyFile(path.join(demoFolder, name), path.join(folder, name));
  }
  const isKept = (key: string | undefined): boolean => Number(key?.slice(2)) <= 1000 + customers;
  const subscriptions = new Set<string>();
  for (const name of tables) {
    const [head = '', ...lines] = (await readFile(path.join(demoFolder, `${name}.csv`), 'utf8')).split('\n');
    const kept = lines.filter((line) => {
      const [first = '', second = ''] = line.split(',');
      if (name === 'lifecycle') return subscriptions.has(second);
      if (name === 'customers' || name.startsWith('usage')) return isKept(first);
      if (isKept(second) && name === 'subscriptions') subscriptions.add(first);
      return isKept(second);
    });
    await writeFile(path.join(folder, `${name}.csv`), [head, ...kept, ''].join('\n'));
  }
};

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly said: string };

/** Runs the demo as a program of its own. `heard` is told everything that it says and may send it a signal. */
export const demo = (
  args: readonly string[],
  heard: (said: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (text: string): void => {
      said += text;
      heard(said, (signal) => child.kill(signal));
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, said }));
  });

/** Every file of a folder but its state, by name. */
export const filesIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('state'));
  return new Map(
    await Promise.all(names.toSorted().map(async (name) => [name, (await readFile(path.join(folder, name))).toString('base64')] as const)),
  );
};
