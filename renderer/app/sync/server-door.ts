import { done } from '../../../core/kernel/outcome.ts';
import type {
  Enrol,
  Enrolled,
  OidcBegun,
  SecondFactorBegun,
  SecondFactorSet,
  SignedIn,
  WaysToSignIn,
} from '../../../sync/protocol/people.ts';
import type { ShellWire } from '../../workers/sync/shell-transport.ts';
import { shell } from '../files.ts';
import { type Answered, asked, dataOf, type Fields, noAnswer, parsed, refused } from './server-ask.ts';

/** What the browser keeps of the station; in the desktop program the shell keeps it where no page can read it. */
const stationKey = 'counterfoil.station';
type StationProof = { readonly code: string; readonly key: string };
const keptProof = (): StationProof | null => parsed(localStorage.getItem(stationKey) ?? '') as StationProof | null;
/** In the desktop program this only says that a proof is wanted: the shell puts its own in. */
const wantedProof: StationProof = { code: '-', key: '-' };
const stationProof = (): StationProof | null => (shell() === null ? keptProof() : wantedProof);

/** Whether a server of ours answers at an address; in a browser it is the one that the page came from. Answers its origin. */
const connected = async (address: string): Answered<string> => {
  const bridge = shell();
  if (bridge === null) {
    const answer = await asked<Fields>('GET', '/healthz', null);
    return answer.ok ? done(location.origin) : refused({ code: 'connect.not-a-server' });
  }
  const found = await bridge.ask['server.connect']({ address });
  if (found.kind === 'connected') return done(found.origin);
  return found.kind === 'refused' ? refused({ code: `connect.${found.problem}` }) : noAnswer(found.reason, found.detail);
};

const signIn = (name: string, password: string, code: string, isKnownStation: boolean): Answered<SignedIn> =>
  asked('POST', '/people/v1/sign-in', {
    name: name.trim().toLowerCase(),
    password,
    ...(code === '' ? {} : { code }),
    station: isKnownStation ? stationProof() : null,
    keep: 'cookie',
  });

/**
 * The organization's own sign-in. A browser leaves for it and comes back to the server, so nothing is answered; the desktop program opens the system's browser
 * and waits.
 */
const signInWithOrganization = async (isKnownStation: boolean): Answered<SignedIn | null> => {
  const bridge = shell();
  if (bridge === null) {
    const begun = await asked<OidcBegun>('POST', '/people/v1/oidc/begin', { station: isKnownStation ? stationProof() : null });
    if (!begun.ok) return begun;
    location.assign(begun.value.address);
    return done(null);
  }
  const answer = await bridge.ask['server.sign-in']({ isKnownStation });
  if (answer.kind === 'ended') return refused({ code: `oidc.${answer.reason}` });
  return answer.kind === 'answer' ? dataOf({ status: answer.status, text: answer.body }) : noAnswer(answer.reason, answer.detail);
};

const enrol = async (wanted: Enrol): Answered<Enrolled> => {
  const enrolled = await asked<Enrolled>('POST', '/people/v1/stations', wanted);
  // The shell has taken the key out for itself.
  if (enrolled.ok && enrolled.value.key !== '') localStorage.setItem(stationKey, JSON.stringify(enrolled.value));
  return enrolled;
};

/** The server as people speak to it: signing in, their own account, enrolling this machine. Documents never come this way. */
export type { SecondFactorBegun, SignedIn } from '../../../sync/protocol/people.ts';

export const serverDoor = {
  connected,
  signIn,
  enrol,
  firstAdministrator: (setupCode: string, signInName: string, name: string, password: string): Answered<Fields> =>
    asked('POST', '/people/v1/first-administrator', { setupCode, signInName, name, password }),
  /** How one may sign in there, before anybody has. */
  ways: (): Answered<WaysToSignIn> => asked('GET', '/people/v1/ways', null),
  signInWithOrganization,
  cancelSignIn: (): void => void shell()?.ask['server.cancel-sign-in'](),
  session: (): Answered<SignedIn> => asked('GET', '/people/v1/session', null),
  signOut: (): Answered<Fields> => asked('POST', '/people/v1/sign-out', {}),
  changePassword: (current: string, next: string): Answered<Fields> => asked('POST', '/people/v1/password', { current, next }),
  beginSecondFactor: (): Answered<SecondFactorBegun> => asked('POST', '/people/v1/second-factor/begin', {}),
  confirmSecondFactor: (code: string): Answered<SecondFactorSet> => asked('POST', '/people/v1/second-factor', { code }),
  endSecondFactor: (password: string): Answered<Fields> => asked('POST', '/people/v1/second-factor/end', { password }),
  /** Another server is joined with nothing that this one gave. */
  forget: async (): Promise<void> => {
    localStorage.removeItem(stationKey);
    await shell()?.ask['server.forget']();
  },
} as const;

/** The worker's way to the server through the shell; `null` in a browser, where the worker asks by itself. */
export const shellWire = (): ShellWire | null => {
  const bridge = shell();
  if (bridge === null) return null;
  let unhear: (() => void) | null = null;
  return {
    ask: (path, body) => bridge.ask['server.ask']({ method: 'POST', path, body }),
    listen: async (heard) => {
      unhear?.();
      unhear = bridge.hear['server.heard'](({ text }) => heard(text));
      await bridge.ask['server.listen']();
    },
    deafen: async () => {
      unhear?.();
      unhear = null;
      await bridge.ask['server.deafen']();
    },
  };
};
