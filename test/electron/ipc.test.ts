import { describe, expect, it } from 'vitest';
import { channels, events, type ChannelName } from '../../electron/ipc/contract.ts';
import { distrust, type Sent } from '../../electron/ipc/sender.ts';
import { channelNames, type Handlers, type Refusal, serve } from '../../electron/ipc/serve.ts';
import { isPlainFileName } from '../../electron/ipc/shapes.ts';

const ours: Sent = { senderFrame: { url: 'app://billing/index.html#/invoices', parent: null }, sender: { id: 1 } };
const isOurWindow = (id: number): boolean => id === 1;

const bytes = new Uint8Array([1]);
const grant = '0123456789abcdef0123456789abcdef';

/** One good question for each channel: what the shapes are meant to let through. */
const good: { readonly [K in ChannelName]: unknown } = {
  'app.ready': {},
  'app.about': {},
  'app.appear': { language: 'de', theme: 'dark' },
  'work.report': { unsaved: 0, unsent: 1, run: { done: 1, total: 2 } },
  'file.save': { kind: 'pdf', name: 'INV-1.pdf', bytes },
  'file.open': { kind: 'import' },
  'file.reveal': { grant },
  'folder.choose': {},
  'folder.write': { grant, name: 'INV-1.pdf', bytes, replace: false },
  'document.view': { name: 'INV-1.pdf', bytes },
  'page.print': {},
  'page.save-pdf': { name: 'list.pdf', landscape: true },
  'link.open': { url: 'https://counterfoil.example/' },
  'secret.keep': { name: 'server-token', value: 'x' },
  'secret.known': { name: 'server-token' },
  'secret.forget': { name: 'server-token' },
  'server.known': {},
  'server.connect': { address: 'books.example' },
  'server.sign-in': { isKnownStation: true },
  'server.cancel-sign-in': {},
  'server.ask': { method: 'POST', path: '/sync/v1/push', body: '{}' },
  'server.listen': {},
  'server.deafen': {},
  'server.forget': {},
  'update.check': {},
  'update.fetch': {},
  'update.install': {},
  'log.write': { level: 'warn', event: 'store.slow', facts: { ms: 12 } },
  'diagnostics.save': {},
};

type Listener = (event: Sent, ...args: unknown[]) => unknown;

/** The shell's side with handlers that note that they were called and answer what they are told to. */
function served(answer: unknown = {}): {
  readonly call: (name: string, event: Sent, ...args: unknown[]) => Promise<unknown>;
  readonly called: string[];
  readonly refused: Refusal[];
} {
  const listeners = new Map<string, Listener>();
  const called: string[] = [];
  const refused: Refusal[] = [];
  const handlers = Object.fromEntries(
    channelNames.map((name) => [
      name,
      () => {
        called.push(name);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    ]),
  ) as unknown as Handlers;
  serve({ handle: (name, listener) => void listeners.set(name, listener) }, handlers, isOurWindow, (refusal) => refused.push(refusal));
  return { called, refused, call: async (name, event, ...args) => await (listeners.get(name) as Listener)(event, ...args) };
}

describe('every channel', () => {
  it('is registered, once', () => {
    const names: string[] = [];
    serve({ handle: (name) => void names.push(name) }, {} as Handlers, isOurWindow, () => undefined);
    expect(names.toSorted()).toEqual(Object.keys(channels).toSorted());
  });
  it.each(channelNames)('%s takes a good question and refuses bad ones before its handler', async (name) => {
    const right = served();
    await right.call(name, ours, good[name]).catch(() => undefined);
    expect(right.called).toEqual([name]);
    const wrong = served();
    const bad: readonly unknown[] = [
      undefined,
      null,
      'text',
      7,
      [],
      [good[name]],
      { ...(good[name] as object), path: '/etc/passwd' },
      new Map(),
    ];
    for (const question of bad) await expect(wrong.call(name, ours, question)).rejects.toThrow('bad-question');
    for (const field of Object.keys(good[name] as object)) {
      const { [field]: _left, ...lacking } = good[name] as Record<string, unknown>;
      await expect(wrong.call(name, ours, lacking)).rejects.toThrow('bad-question');
      await expect(wrong.call(name, ours, { ...lacking, [field]: Symbol.iterator })).rejects.toThrow('bad-question');
    }
    await expect(wrong.call(name, ours)).rejects.toThrow('bad-question');
    await expect(wrong.call(name, ours, good[name], good[name])).rejects.toThrow('bad-question');
    expect(wrong.called).toEqual([]);
  });
  it.each(channelNames)('[Q12] %s answers no sender but our main frame', async (name) => {
    const shell = served();
    const foreign: readonly (readonly [Sent, string])[] = [
      [{ ...ours, senderFrame: null }, 'no-frame'],
      [{ ...ours, senderFrame: { url: 'app://billing/index.html', parent: {} } }, 'not-the-main-frame'],
      [{ ...ours, senderFrame: { url: 'https://attacker.example/', parent: null } }, 'foreign-origin'],
      [{ ...ours, sender: { id: 2 } }, 'not-our-window'],
    ];
    for (const [event, reason] of foreign) await expect(shell.call(name, event, good[name])).rejects.toThrow(reason);
    expect(shell.called).toEqual([]);
    expect(shell.refused.map(({ reason }) => reason)).toEqual(foreign.map(([, reason]) => reason));
  });
});

describe('an answer', () => {
  it('that has not its shape never reaches the window', async () => {
    await expect(served({ kind: 'saved', name: 'a', grant: '/people' }).call('file.save', ours, good['file.save'])).rejects.toThrow(
      'bad-answer',
    );
  });
  it('that failed names no more than its channel', async () => {
    const shell = served(new Error('EACCES: /people/anna/Rechnung Huber 1200.50'));
    await expect(shell.call('file.save', ours, good['file.save'])).rejects.toThrow(/^file\.save: failed$/);
  });
});

describe('the sender', () => {
  it.each([
    'app://billing.attacker.example/',
    'app://billing:1/index.html',
    'app://user@billing/index.html',
    'app:billing/index.html',
    'app://elsewhere/',
    'https://billing/',
    'file:///index.html',
    'about:blank',
    'data:text/html,app://billing/',
    'blob:app://billing/1',
    '',
    'app://',
  ])('[Q12] from %s is foreign', (url) => {
    expect(distrust({ ...ours, senderFrame: { url, parent: null } }, isOurWindow)).toBe('foreign-origin');
  });
  it('from the interface is trusted', () => {
    expect(distrust(ours, isOurWindow)).toBeNull();
  });
});

describe('a refusal', () => {
  it('tells where a question is wrong and never what it holds', async () => {
    const shell = served();
    await shell
      .call('log.write', ours, { level: 'info', event: 'Paid 1,200.50 by Huber', facts: { name: 'Huber' } })
      .catch(() => undefined);
    expect(JSON.stringify(shell.refused)).toContain('/event');
    expect(JSON.stringify(shell.refused)).not.toMatch(/Huber.*1,200|1,200/);
  });
});

describe('a file’s name', () => {
  it.each(['INV-1.pdf', 'Rechnung 2026-11 (Kopie).pdf', '請求書.pdf', 'a'])('may be %s', (name) => {
    expect(isPlainFileName(name)).toBe(true);
  });
  it.each(['../a', 'a/b', 'a\\b', '.hidden', 'a.', 'a ', ' a', 'C:evil', 'a\0b', 'a\nb', 'CON', 'nul.pdf', 'com1.txt', 'a|b', 'a?b'])(
    'may not be %j',
    (name) => {
      expect(isPlainFileName(name)).toBe(false);
    },
  );
});

describe('the bridge', () => {
  it('has distinct names for channels and events, each a word of ours', () => {
    const names = [...Object.keys(channels), ...Object.keys(events)];
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+\.[a-z-]+$/.test(name))).toEqual([]);
  });
});
