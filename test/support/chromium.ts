import { createServer } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { TestContext } from 'vitest';
import { chromiumPath, findChromium } from '../../.scripts/find-chromium.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Ends a test as skipped, with the reason, on a machine that has no Chromium to try it in. */
export const needsChromium = (context: Pick<TestContext, 'skip'>): void => {
  const found = findChromium();
  if ('missing' in found) context.skip(`Chromium: ${found.missing}`);
};

export const quietBrowser = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--no-sandbox',
];

/** One module with everything that it imports, for a browser. `instead` gives modules that stand in for others. */
const bundled = async (entry: string, instead: Readonly<Record<string, string>>): Promise<string> => {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: Object.entries(instead).map(([find, file]) => ({ find, replacement: path.join(root, file) })) },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome140',
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: path.join(root, entry), output: { format: 'es', codeSplitting: false }, preserveEntrySignatures: false },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]) as unknown as readonly {
    readonly output: readonly { readonly type: string; readonly code?: string }[];
  }[];
  const code = outputs[0]?.output.find(({ type }) => type === 'chunk')?.code;
  if (code === undefined) throw new Error(`${entry} gave no module`);
  return code;
};

/** What a page may do here is what the window may: no eval, nothing from elsewhere. */
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";

export type Laboratory = {
  readonly page: Page;
  /** Starts the worker anew and asks it something; it answers with plain data. Ends with it when it is told to. */
  ask<T>(question: unknown): Promise<T>;
  /** Kills the worker where it stands, as a crash would, and starts another one. */
  restart(): Promise<void>;
  /** What was asked for outside the loopback server. */
  readonly foreign: readonly string[];
  close(): Promise<void>;
};

const html = '<!doctype html><title>laboratory</title><script type="module" src="page.js"></script>';

const pageScript = `
let worker = null;
let next = 0;
const waiting = new Map();
window.restart = () => {
  if (worker !== null) worker.terminate();
  worker = new Worker('worker.js', { type: 'module' });
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.error === undefined) resolve(data.answer);
    else reject(new Error(data.error));
  };
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
  };
};
window.ask = (question) => new Promise((resolve, reject) => {
  next += 1;
  waiting.set(next, { resolve, reject });
  worker.postMessage({ number: next, question });
});
window.restart();
`;

/** What lies at the addresses of a laboratory's origin. */
export type LaboratoryFiles = Readonly<Record<'index.html' | 'page.js' | 'worker.js', string>>;

/** @param before code that runs in the worker before its module does. */
export const laboratoryFiles = async (
  entry: string,
  instead: Readonly<Record<string, string>> = {},
  before = '',
): Promise<LaboratoryFiles> => ({
  'index.html': html,
  'page.js': pageScript,
  'worker.js': `${before}${await bundled(entry, instead)}`,
});

/** Goes to an origin that serves a laboratory's files, in a browser of its own. */
export const visitLaboratory = async (origin: string, isStrict: boolean): Promise<Laboratory> => {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: isStrict ? [...quietBrowser, '--js-flags=--disallow-code-generation-from-strings'] : quietBrowser,
  });
  try {
    const page = await browser.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) foreign.push(request.url());
    });
    await page.goto(`${origin}/`);
    await page.waitForFunction('typeof window.ask === "function"');
    return {
      page,
      foreign,
      ask: <T>(question: unknown) =>
        page.evaluate((asked) => (globalThis as unknown as { ask(question: unknown): Promise<T> }).ask(asked), question),
      restart: async () => {
        await page.evaluate(() => {
          (globalThis as unknown as { restart(): void }).restart();
        });
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
};

/**
 * A worker module in Chromium, under a policy without eval and with the engine's own code generation switched off, on an origin that keeps its databases
 * until it is closed.
 */
export const openLaboratory = async (entry: string, instead: Readonly<Record<string, string>> = {}): Promise<Laboratory> => {
  const files = new Map(Object.entries(await laboratoryFiles(entry, instead)));
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    const text = files.get(name);
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': policy });
    response.end(text ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const visit = await visitLaboratory(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, true);
    return {
      ...visit,
      close: async () => {
        await visit.close();
        server.close();
      },
    };
  } catch (error) {
    server.close();
    throw error;
  }
};
