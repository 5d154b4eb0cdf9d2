/**
 * The version of the messages. It grows when a station of the version before could not be answered any more; a field that may be absent is no reason.
 * The number stands in the address of every message (`/sync/v1/...`).
 */
export const protocolVersion = 1;

/** The oldest version that the server still takes commands from. A station that is behind may always push (design, idea 5). */
export const oldestPushedVersion = 1;

/** The form of the documents (`currentForms` of sync/local/rxdb/forms.ts, which grows with it): who cannot keep it is told to update before it pulls. */
export const documentForm = 1;
