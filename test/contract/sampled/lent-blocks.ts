import { newEntity } from '../../../core/organization/new-entity.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import { Desk, type Sample } from './desk.ts';

const address = { lines: ['1 Main Street'], city: 'Berlin', postalCode: '10115', region: '', country: 'DE' };

/** NUM-02, NUM-05: what the server gives of itself, and a station that gives a block up. In a store of their own: no station may push what only the server gives. */
export const lentBlocks = async (): Promise<readonly Sample[]> => {
  const kinds = new Set(['entity.create', 'number-series.close']);
  const desk = new Desk(memoryStore(), kinds, 'lending');
  const basics = { code: 'DE', legalName: 'Lent GmbH', address, currency: 'EUR', zone: 'Europe/Berlin' } as const;
  const like = newEntity(basics, { isFallback: true });
  const numbering = { ...like.numbering, invoice: { ...like.numbering.invoice, mode: 'leased-block' as const } };
  const entity = desk.first(await desk.give('entity.create', { ...like, numbering }), 'entity');
  const wish = { entityId: entity.id, documentType: 'invoice', year: 2025 } as const;
  await desk.give('number-series.lease-block', { ...wish, station: 'A7', isAsked: false });
  const block = await desk.one('number-series', (series) => series.block !== undefined);
  await desk.give('number-series.return-block', { seriesId: block.id, reason: 'not-needed' });
  await desk.give('number-series.end-at-restore', { entityId: entity.id, documentType: 'invoice', prefix: 'INVR2KLM' });
  if (desk.refused.length > 0) throw new Error(desk.refused.join('\n'));
  return desk.samples;
};
