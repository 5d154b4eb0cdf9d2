// What the window may ask of the shell, and what the shell tells the window: THE list. The checks on every call, the
// registry of handlers, the bridge in the preload script and the tests are all computed from it.

import { type Static, type TSchema, Type } from 'typebox';
import { bytes, channel, count, fileName, mebibyte, nothing, only, oneOf, text } from './shapes.ts';

/** Kinds of files that are saved and opened. The shell knows for each its extension, its name in dialogs and its greatest size. */
export const savedKinds = ['pdf', 'csv', 'xlsx', 'json', 'backup', 'text'] as const;
export const openedKinds = ['import', 'backup', 'image'] as const;

/** Greatest sizes, in bytes. A backup of 100,000 invoices takes about 150 MB. */
export const largest = {
  import: 64 * mebibyte,
  image: 4 * mebibyte,
  backup: 512 * mebibyte,
  document: 64 * mebibyte,
  message: 16 * mebibyte,
} as const;

export const languages = ['en', 'de'] as const;

/** What the menu asks the window to do. The window decides whether it can at this moment. */
export const menuCommands = [
  'new-invoice',
  'new-customer',
  'new-subscription',
  'run-billing',
  'import',
  'export-all',
  'restore',
  'print',
  'search',
  'preferences',
  'shortcuts',
  'go-home',
  'go-customers',
  'go-subscriptions',
  'go-usage',
  'go-invoices',
  'go-catalog',
  'go-audit',
] as const;

/** Why the system refused to read or write a file. */
const fileFailure = oneOf('disk-full', 'not-allowed', 'missing', 'not-a-file', 'too-large', 'read-only', 'unreadable');

const cancelled = only({ kind: Type.Literal('cancelled') });
const failed = only({ kind: Type.Literal('failed'), reason: fileFailure });

/** A thing of this session that the user chose in a dialog; it names no path. */
const grant = Type.String({ pattern: '^[0-9a-f]{32}$' });
const saved = Type.Union([only({ kind: Type.Literal('saved'), name: text(255), grant }), cancelled, failed]);

const updateState = Type.Union([
  only({ kind: oneOf('off', 'idle', 'checking', 'current', 'waits-for-run') }),
  only({ kind: oneOf('available', 'ready'), version: text(40), notes: text(20_000) }),
  only({ kind: Type.Literal('downloading'), version: text(40), percent: Type.Integer({ minimum: 0, maximum: 100 }) }),
  only({ kind: Type.Literal('failed'), reason: oneOf('unreachable', 'not-genuine', 'older', 'other') }),
]);

/** What the shell may ask a server: the addresses of its own interface, and nothing else that lies there. */
const serverPath = Type.String({
  pattern: '^/(sync|people|admin)/v1/[a-z0-9-]{1,60}(/[A-Za-z0-9_-]{1,120}){0,3}(\\?[A-Za-z0-9_.%=&-]{0,300})?$',
  maxLength: 800,
});

const answered = only({
  kind: Type.Literal('answer'),
  status: Type.Integer({ minimum: 0, maximum: 999 }),
  body: text(largest.document),
});
const noAnswer = only({ kind: Type.Literal('no-answer'), reason: oneOf('unreachable', 'certificate', 'timeout'), detail: text(80) });

const secretName = oneOf('station-key', 'server-token');

/** Facts of a log line: counts, times and codes. Nothing in them can be a name or an amount of money. */
const logFacts = only({
  count: Type.Optional(count),
  total: Type.Optional(count),
  ms: Type.Optional(count),
  attempt: Type.Optional(count),
  code: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9.-]{0,60}$' })),
});

export const channels = {
  /** The window listens now: what waited for it (a file to open, a notice) is delivered after this answer. */
  'app.ready': channel(
    nothing,
    only({ platform: oneOf('linux', 'mac', 'windows'), language: oneOf(...languages), packaged: Type.Boolean() }),
  ),
  'app.about': channel(
    nothing,
    only({
      name: text(60),
      version: text(40),
      electron: text(40),
      chromium: text(40),
      node: text(40),
      platform: text(80),
      licences: Type.Boolean(),
    }),
  ),
  'app.appear': channel(only({ language: oneOf(...languages), theme: oneOf('light', 'dark', 'system') }), nothing),

  /** What would be lost or left standing if the window closed now. Told whenever it changes. */
  'work.report': channel(
    only({ unsaved: count, unsent: count, run: Type.Union([Type.Null(), only({ done: count, total: count })]) }),
    nothing,
  ),

  'file.save': channel(only({ kind: oneOf(...savedKinds), name: fileName, bytes: bytes(largest.backup) }), saved),
  'file.open': channel(
    only({ kind: oneOf(...openedKinds) }),
    Type.Union([only({ kind: Type.Literal('opened'), name: text(255), bytes: bytes(largest.backup) }), cancelled, failed]),
  ),
  /** Shows a saved file or a chosen folder in the system's file manager. */
  'file.reveal': channel(only({ grant }), only({ shown: Type.Boolean() })),
  'folder.choose': channel(nothing, Type.Union([only({ kind: Type.Literal('chosen'), name: text(255), grant }), cancelled])),
  /** One file into a folder that the user chose. An existing file is left alone unless `replace`. */
  'folder.write': channel(
    only({ grant, name: fileName, bytes: bytes(largest.document), replace: Type.Boolean() }),
    Type.Union([only({ kind: oneOf('written', 'exists') }), failed, only({ kind: Type.Literal('no-such-grant') })]),
  ),

  /** Opens a PDF in the system's own viewer, from a private copy that is removed at quit. */
  'document.view': channel(
    only({ name: fileName, bytes: bytes(largest.document) }),
    Type.Union([only({ kind: oneOf('viewed', 'no-viewer') }), failed]),
  ),
  'page.print': channel(nothing, only({ printed: Type.Boolean() })),
  'page.save-pdf': channel(only({ name: fileName, landscape: Type.Boolean() }), saved),

  'link.open': channel(only({ url: text(2000, 1) }), only({ outcome: oneOf('opened', 'declined', 'refused') })),

  /** Secrets go in and never come out to the window: whoever needs one is the shell itself. */
  'secret.keep': channel(only({ name: secretName, value: text(8192, 1) }), only({ outcome: oneOf('kept', 'no-keyring') })),
  'secret.known': channel(only({ name: secretName }), only({ known: Type.Boolean() })),
  'secret.forget': channel(only({ name: secretName }), nothing),

  /** The server that this station works with; `null` before one was named. */
  'server.known': channel(nothing, only({ origin: Type.Union([text(300), Type.Null()]) })),
  /** F1: looks whether a server answers there and can be trusted, and keeps the address. */
  'server.connect': channel(
    only({ address: text(300, 1) }),
    Type.Union([
      only({ kind: Type.Literal('connected'), origin: text(300) }),
      only({ kind: Type.Literal('refused'), problem: oneOf('not-an-address', 'not-secure', 'not-a-server') }),
      noAnswer,
    ]),
  ),
  /**
   * Signs in with the organization, in the system's browser, and answers what the server said of it; the token stays in the shell. It ends when the person comes
   * back, when it is cancelled, or after a few minutes.
   */
  'server.sign-in': channel(
    only({ isKnownStation: Type.Boolean() }),
    Type.Union([answered, noAnswer, only({ kind: Type.Literal('ended'), reason: oneOf('cancelled', 'timed-out', 'not-opened') })]),
  ),
  'server.cancel-sign-in': channel(nothing, nothing),
  /** A message to the server. The token and the station's key are put in and taken out by the shell. */
  'server.ask': channel(
    only({ method: oneOf('GET', 'POST'), path: serverPath, body: text(largest.message) }),
    Type.Union([answered, noAnswer]),
  ),
  /** Opens the live stream; its pieces come as 'server.heard'. */
  'server.listen': channel(nothing, nothing),
  'server.deafen': channel(nothing, nothing),
  'server.forget': channel(nothing, nothing),

  'update.check': channel(nothing, updateState),
  'update.fetch': channel(nothing, updateState),
  /** Restarts into the new version, after the same question that closing asks. */
  'update.install': channel(nothing, updateState),

  'log.write': channel(
    only({ level: oneOf('info', 'warn', 'error'), event: Type.String({ pattern: '^[a-z][a-z0-9.-]{0,60}$' }), facts: logFacts }),
    nothing,
  ),
  'diagnostics.save': channel(nothing, saved),
} as const;

/** What the shell tells the window. A window hears of it after its 'app.ready'; until then it waits. */
export const events = {
  'menu.chosen': only({ command: oneOf(...menuCommands) }),
  'file.offered': only({ name: text(255), bytes: bytes(largest.backup) }),
  'file.refused': only({ name: text(255), reason: fileFailure }),
  'update.changed': updateState,
  /** A piece of the live stream; `null` where it ended. */
  'server.heard': only({ text: Type.Union([text(mebibyte), Type.Null()]) }),
  'window.recovered': only({ crashes: count }),
} as const satisfies Record<string, TSchema>;

type Channels = typeof channels;
type Events = typeof events;

export type ChannelName = keyof Channels;
export type EventName = keyof Events;
export type Asks<K extends ChannelName> = Static<Channels[K]['question']>;
export type Answers<K extends ChannelName> = Static<Channels[K]['answer']>;
export type Tells<K extends EventName> = Static<Events[K]>;

/** The window's side, as `window.counterfoil`: one named function for each channel and each event. */
export interface Bridge {
  /** A channel that asks nothing is called with nothing. */
  readonly ask: {
    readonly [K in ChannelName]: (...question: {} extends Asks<K> ? [question?: Asks<K>] : [question: Asks<K>]) => Promise<Answers<K>>;
  };
  /** Each answers the function that ends the listening. */
  readonly hear: { readonly [K in EventName]: (listener: (told: Tells<K>) => void) => () => void };
}

export type Language = (typeof languages)[number];
export type MenuCommand = (typeof menuCommands)[number];
export type FileFailure = Static<typeof fileFailure>;
export type UpdateState = Static<typeof updateState>;
export type LogFacts = Static<typeof logFacts>;
export type Work = Asks<'work.report'>;
export type SavedKind = (typeof savedKinds)[number];
export type OpenedKind = (typeof openedKinds)[number];
