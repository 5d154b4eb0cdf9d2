import { isOurs } from '../app-address.ts';

/** What is asked of a message's sender: `WebFrameMain` has it. */
export interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** A message that came over a channel, as Electron hands it on. `senderFrame` is null when the frame is gone or has navigated. */
export interface Sent {
  readonly senderFrame: Frame | null;
  readonly sender: { readonly id: number };
}

export type Distrust = 'no-frame' | 'not-the-main-frame' | 'foreign-origin' | 'not-our-window';

/** Why this sender is not listened to, or null. Every message is asked. */
export function distrust(sent: Sent, isOurWindow: (id: number) => boolean): Distrust | null {
  const frame = sent.senderFrame;
  if (frame === null) return 'no-frame';
  if (frame.parent !== null) return 'not-the-main-frame';
  if (!isOurs(frame.url)) return 'foreign-origin';
  return isOurWindow(sent.sender.id) ? null : 'not-our-window';
}
