import type { Attack } from './attack.ts';

const bits = 'a'.repeat(43);

const begun = (name: string, query: string): Attack => ({
  name: `a desktop sign-in that comes back ${name}`,
  status: 400,
  code: 'request.malformed',
  ask: ({ running }) => running.ask({ path: `/people/v1/oidc/desktop?${query}` }),
});

const fetched = (name: string, body: object, status = 401, code = 'sign-in.refused'): Attack => ({
  name: `a desktop session for ${name}`,
  status,
  code,
  ask: ({ running }) => running.post('/people/v1/oidc/exchange', { code: bits, verifier: bits, station: null, ...body }),
});

/** RFC 8252: the way back is a port of the person's own machine, and what comes there is of use to one program. */
export const desktopAttacks: readonly Attack[] = [
  begun('to another host', `port=51000&state=${bits}&challenge=${bits}&host=evil.example`),
  begun('to a port that is a host', `port=51000@evil.example&state=${bits}&challenge=${bits}`),
  begun('to a port of the system', `port=80&state=${bits}&challenge=${bits}`),
  begun('to two ports', `port=51000&port=51001&state=${bits}&challenge=${bits}`),
  begun('with a header of its own', `port=51000&state=${bits.slice(2)}%0d%0a&challenge=${bits}`),
  begun('without a challenge', `port=51000&state=${bits}`),
  fetched('a code that nobody was given', {}),
  fetched('a code that is SQL', { code: "' or 1=1 --".padEnd(43, ' ') }, 400, 'request.malformed'),
  fetched('no verifier', { verifier: '' }, 400, 'request.malformed'),
  {
    name: 'a return from the issuer that nobody began',
    status: 303,
    code: '',
    ask: ({ running }) => running.ask({ path: `/people/v1/oidc/return?state=${bits}&code=${bits}` }),
  },
];
