import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { openOrganizationSignIn } from '../../electron/server/organization-sign-in.ts';
import type { ServerAnswer } from '../../electron/server/server-link.ts';
import { ask } from '../support/answered.ts';

const server = 'https://books.example';
const code = 'c'.repeat(43);
const refused: ServerAnswer = { kind: 'answer', status: 401, body: '{"code":"sign-in.refused"}' };

/** The desktop's side with a server and a browser that the test plays. */
const played = ({ says = 'opened', limitMs = 5_000 }: { says?: 'opened' | 'declined' | 'refused'; limitMs?: number } = {}) => {
  const opened: URL[] = [];
  const asked: { readonly path: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  let origin: string | null = server;
  let answer: ServerAnswer = { kind: 'answer', status: 200, body: '{"user":{"id":"usr_1"},"token":null}' };
  const signIn = openOrganizationSignIn({
    link: {
      known: async () => origin,
      ask: async (_method, path, body) => {
        asked.push({ path, body: JSON.parse(body) as Readonly<Record<string, unknown>> });
        return answer;
      },
    },
    open: async (address) => {
      opened.push(new URL(address));
      return says;
    },
    page: (isSignedIn) => `<h1>${isSignedIn ? 'signed in' : 'not signed in'}</h1>`,
    limitMs,
  });
  return {
    signIn,
    opened,
    asked,
    refuse: () => {
      answer = refused;
    },
    joinAnother: () => {
      origin = 'https://other.example';
    },
    /** Where the browser was sent to; waits until it was. */
    sent: async () => {
      await vi.waitUntil(() => opened.length > 0);
      const at = opened.at(-1) as URL;
      const port = Number(at.searchParams.get('port'));
      return { at, port, state: at.searchParams.get('state') ?? '' };
    },
  };
};

describe("the organization's sign-in in the system's browser", () => {
  it('[D3] opens the one page of the server, hands over its code with the verifier, and tells the browser to go back', async () => {
    const { signIn, asked, sent } = played();
    const begun = signIn.begin(true);
    const { at, port, state } = await sent();
    expect(at.origin + at.pathname).toBe(`${server}/people/v1/oidc/desktop`);
    expect([...at.searchParams.keys()]).toEqual(['port', 'state', 'challenge']);
    const page = await ask(port, { path: `/return?code=${code}&state=${state}` });
    expect(page).toMatchObject({ status: 200, text: '<h1>signed in</h1>', headers: { 'cache-control': 'no-store', connection: 'close' } });
    expect(String(page.headers['content-security-policy'])).toContain("default-src 'none'");
    expect(await begun).toMatchObject({ kind: 'answer', status: 200 });
    const [{ path, body } = { path: '', body: {} }] = asked;
    expect({ path, code: body['code'], station: body['station'] }).toEqual({
      path: '/people/v1/oidc/exchange',
      code,
      station: { code: '-', key: '-' },
    });
    const challenge = createHash('sha256').update(String(body['verifier'])).digest('base64url');
    expect(at.searchParams.get('challenge')).toBe(challenge);
    // Nobody listens any more.
    await vi.waitFor(() => expect(ask(port, { path: '/return' })).rejects.toThrow('ECONNREFUSED'));
  });

  it('[D3] hears no page but the one that the server sent, and that one once', async () => {
    const { signIn, asked, sent } = played();
    const begun = signIn.begin(false);
    const { port, state } = await sent();
    const good = `/return?code=${code}&state=${state}`;
    const strangers = [
      { path: `/return?code=${code}` },
      { path: `/return?code=${code}&state=${'x'.repeat(43)}` },
      { path: `/return?code=${code}&state=${state}x` },
      { path: `/other?code=${code}&state=${state}` },
      { path: `//return?code=${code}&state=${state}` },
      { path: good, method: 'POST' },
      { path: good, method: 'HEAD' },
      { path: good, headers: { host: `attacker.example:${port}` } },
      { path: good, headers: { host: '127.0.0.1' } },
    ];
    for (const stranger of strangers) expect(await ask(port, stranger)).toMatchObject({ status: 404, text: '' });
    expect(asked).toEqual([]);
    const both = await Promise.allSettled([ask(port, { path: good }), ask(port, { path: good })]);
    expect(
      both.flatMap((each) => (each.status === 'fulfilled' ? [each.value.status] : [])).filter((status) => status === 200),
    ).toHaveLength(1);
    expect(await begun).toMatchObject({ kind: 'answer', status: 200 });
    expect(asked).toHaveLength(1);
  });

  it("[D3] hands on the server's refusal, in the browser and in the program", async () => {
    const { signIn, sent, refuse, asked } = played();
    const begun = signIn.begin(false);
    const first = await sent();
    const told = await ask(first.port, { path: `/return?error=oidc.unreachable&state=${first.state}` });
    expect(told.text).toBe('<h1>not signed in</h1>');
    expect(await begun).toEqual({ kind: 'answer', status: 401, body: '{"code":"oidc.unreachable"}' });
    const odd = signIn.begin(false);
    await vi.waitUntil(async () => (await sent()).port !== first.port);
    const second = await sent();
    await ask(second.port, { path: `/return?error=%3Cscript%3E&state=${second.state}` });
    expect(await odd).toEqual(refused);
    expect(asked).toEqual([]);
    refuse();
    const last = signIn.begin(false);
    await vi.waitUntil(async () => (await sent()).port !== second.port);
    const third = await sent();
    expect((await ask(third.port, { path: `/return?code=${code}&state=${third.state}` })).text).toBe('<h1>not signed in</h1>');
    expect(await last).toEqual(refused);
  });

  it('[D3] ends when it is cancelled, when it takes too long, when another begins and when no browser is opened', async () => {
    const { signIn, sent, opened } = played();
    const cancelled = signIn.begin(false);
    const { port } = await sent();
    signIn.cancel();
    expect(await cancelled).toEqual({ kind: 'ended', reason: 'cancelled' });
    await vi.waitFor(() => expect(ask(port, { path: '/return' })).rejects.toThrow('ECONNREFUSED'));
    const former = signIn.begin(false);
    const latter = signIn.begin(false);
    expect(await former).toEqual({ kind: 'ended', reason: 'cancelled' });
    await vi.waitUntil(() => opened.length === 3);
    signIn.cancel();
    expect(await latter).toEqual({ kind: 'ended', reason: 'cancelled' });
    expect(await played({ limitMs: 30 }).signIn.begin(false)).toEqual({ kind: 'ended', reason: 'timed-out' });
    expect(await played({ says: 'declined' }).signIn.begin(false)).toEqual({ kind: 'ended', reason: 'cancelled' });
    expect(await played({ says: 'refused' }).signIn.begin(false)).toEqual({ kind: 'ended', reason: 'not-opened' });
  });

  it('[D3] another server gets nothing that this one gave', async () => {
    const { signIn, asked, sent, joinAnother } = played();
    const begun = signIn.begin(false);
    const { port, state } = await sent();
    joinAnother();
    await ask(port, { path: `/return?code=${code}&state=${state}` });
    expect(await begun).toMatchObject({ kind: 'no-answer' });
    expect(asked).toEqual([]);
  });
});
