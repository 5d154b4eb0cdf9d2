import type { ImmutabilityProblem } from '../invoicing/immutability.ts';
import type { Instant } from '../time/instant.ts';
import type { ClaimProblem } from './number-claims.ts';

/** What admission itself may find wrong with a command, beside the problems of its use case and of its form. */
export type AdmissionProblem =
  | ClaimProblem
  | ImmutabilityProblem
  /** The id belongs to a command that wanted something else (OFF-03). */
  | { readonly code: 'command.id-reused'; readonly commandId: string }
  | { readonly code: 'command.kind-unknown'; readonly kind: string }
  /** Only the server itself gives it. */
  | { readonly code: 'command.not-for-stations'; readonly kind: string }
  /** It was given at another station than the one that brings it. */
  | { readonly code: 'command.other-station'; readonly station: string }
  /** NUM-03: the station's clock runs ahead. */
  | { readonly code: 'command.from-future'; readonly at: Instant; readonly serverAt: Instant }
  /** Nobody of this id has signed in at this station. */
  | { readonly code: 'access.author'; readonly user: string }
  /** ROL-05 */
  | { readonly code: 'access.role'; readonly kind: string; readonly role: string }
  /** ROL-06 */
  | { readonly code: 'access.entity'; readonly entityId: string }
  /** Another version of the engine came to something else: a person looks at it, and gives the command again. */
  | { readonly code: 'engine.differs'; readonly station: string; readonly server: string }
  /** The document was issued at the station with other contents than what is to be billed by now. */
  | { readonly code: 'document.differs'; readonly documentId: string; readonly customerId: string }
  /** What it would make is there already, of other origin. */
  | { readonly code: 'document.exists'; readonly kind: string; readonly id: string }
  /** The engine stopped on it: a fault of ours, or a command that nobody made with this program. Nothing was written. */
  | { readonly code: 'command.failed' };
