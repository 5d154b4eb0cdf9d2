/** The policy of the page allows only styles that carry this response's nonce. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// The part of Mantine that holds the page still behind a dialog writes a style of its own; it looks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
