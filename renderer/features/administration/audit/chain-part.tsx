import { useTranslations } from 'use-intl';
import classes from '../administration.module.css';
import { useEntityCodes } from '../entity-codes.ts';
import { ChainFile } from './chain-file.tsx';

/** ROL-06: somebody of some entities reads what was done to these; how far the whole chain reaches speaks of the others as well. */
export function ChainPart({ entityIds }: { readonly entityIds: readonly string[] }) {
  const text = useTranslations('administration.audit.chain');
  const codes = useEntityCodes();
  return (
    <div className={classes['chain']}>
      <span className={classes['quiet']}>{text('part', { entities: codes(entityIds) })}</span>
      <span className={classes['chainEnd']}>
        <ChainFile />
      </span>
    </div>
  );
}
