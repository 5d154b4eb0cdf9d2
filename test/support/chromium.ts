import { createServer } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import type { TestContext } from 'vitest';
import { chromiumPath, findChromium } from '../../.scripts/find-chromium.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** Ends a test as skipped, with the reason, on a machine that has no Chromium to try it in. */
export const needsChromium = (context: Pick<TestContext, 'skip'>): void => {
  const found = findChromium();
  if ('missing' in found) context.skip(`Chromium: ${found.missing}`);
};

const quiet = [
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

/**
 * A worker module in Chromium, under a policy without eval and with the engine's own code generation switched off, on an origin that keeps its databases
 * until it is closed.
 */
export const openLaboratory = async (entry: string, instead: Readonly<Record<string, string>> = {}): Promise<Laboratory> => {
  const files = new Map([
    ['/', { type: 'text/html', text: html }],
    ['/page.js', { type: 'text/javascript', text: pageScript }],
    ['/worker.js', { type: 'text/javascript', text: await bundled(entry, instead) }],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain', 'content-security-policy': policy });
    response.end(file?.text ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      headless: true,
      args: [...quiet, '--js-flags=--disallow-code-generation-from-strings'],
    });
    const page = await browser.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) foreign.push(request.url());
    });
    await page.goto(`${origin}/`);
    await page.waitForFunction('typeof window.ask === "function"');
    const opened = browser;
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
      close: async () => {
        await opened.close();
        server.close();
      },
    };
  } catch (error) {
    await browser?.close();
    server.close();
    throw error;
  }
};
