/** The terms of the glossary, in the order in which people meet them; their words are `help.terms.<id>`. */
export const terms = [
  'entity',
  'station',
  'series',
  'product',
  'plan',
  'version',
  'variant',
  'segment',
  'offer',
  'subscription',
  'order',
  'metric',
  'grant',
  'run',
  'draft',
  'creditNote',
  'adjustment',
  'promotional',
  'reverseCharge',
  'audit',
  'sync',
] as const;

/** What came with each version, the newest first; the words are `help.releases.<id>.<note>`. A new version adds its line here. */
export const releases = [
  { version: '0.1.0', id: 'first', notes: ['offline', 'catalog', 'billing', 'documents', 'explain', 'server', 'languages'] },
] as const;
