/** Why a server did not answer. `detail` is the system's own code, such as CERT_HAS_EXPIRED: for whoever repairs it. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly reason: 'unreachable' | 'certificate' | 'timeout';
  readonly detail: string;
}

/** F1: what OpenSSL and Node call a certificate that does not prove who answers. */
const certificateCodes =
  /^(?:CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT)/;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

export const noAnswerOf = (error: unknown): NoAnswer => {
  const code = codeOf(error);
  const detail = /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : '';
  if (certificateCodes.test(code)) return { kind: 'no-answer', reason: 'certificate', detail };
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return { kind: 'no-answer', reason: 'timeout', detail };
  return { kind: 'no-answer', reason: 'unreachable', detail };
};
