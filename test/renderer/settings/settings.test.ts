import { describe, expect, it } from 'vitest';
import en from '../../../assets/locales/en/settings.json' with { type: 'json' };
import de from '../../../assets/locales/de/settings.json' with { type: 'json' };
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { policyFields } from '../../../core/organization/schema.ts';
import { answered, answerOf, defaultAnswer, policyQuestions } from '../../../renderer/features/settings/entity/policy-choices.ts';
import { accountDetailsOf, emptyEntity, fieldsOfEntity, newEntityOf } from '../../../renderer/features/settings/entity/entity-values.ts';

const british = { ...emptyEntity, code: 'uk', legalName: ' Northwind Ltd ', country: 'GB', currency: 'GBP', zone: 'Europe/London' };

describe('policies in plain words', () => {
  it('[POL-01] to [POL-12] each is asked, its default first, and every answer has words in both languages', () => {
    expect(new Set(policyQuestions.map(({ rule }) => rule)).size).toBe(12);
    expect(new Set(policyQuestions.map(({ field }) => field))).toEqual(new Set(Object.keys(policyFields)));
    for (const asked of policyQuestions) {
      expect(asked.choices[0]).toBe(defaultAnswer(asked));
      for (const texts of [en, de]) {
        const words = (texts.policies.questions as Record<string, { choices: Record<string, string> }>)[asked.id];
        expect(Object.keys(words?.choices ?? {}).toSorted()).toEqual([...asked.choices].toSorted());
      }
    }
  });

  it('[POL-01] an answer to a part leaves the other part alone', () => {
    const next = answered(defaultPolicies, { stairStep: 'not-due', taxRounding: 'document' });
    expect(next.zeroUsage).toEqual({ stairStep: 'not-due', graduatedFlat: 'not-due' });
    expect(next.taxRounding).toBe('document');
    expect(policyQuestions.filter((asked) => answerOf(next, asked) !== defaultAnswer(asked)).map(({ id }) => id)).toEqual([
      'stairStep',
      'taxRounding',
    ]);
  });
});

describe('the form of an entity', () => {
  it('[OPE-04] [OPE-05] a few facts make a whole entity: the first is the fallback and serves its own country', () => {
    const made = newEntityOf(british, true);
    expect(made).toMatchObject({ code: 'UK', legalName: 'Northwind Ltd', isFallback: true, servesCountries: ['GB'], bankAccounts: [] });
    expect(made.numbering.invoice).toEqual({ mode: 'station-series', prefix: 'UK-INV', yearly: true, digits: 6 });
    expect(made.numbering['credit-note'].prefix).toBe('UK-CN');
  });

  it('[OPE-04] a bank account is kept where something of it was typed, and the others behind it', () => {
    const other = { holder: 'x', bank: '', iban: '', bic: '', details: [{ label: 'Sort code', value: '1' }], currency: 'GBP' } as const;
    const { bankAccounts } = fieldsOfEntity({ ...british, iban: 'gb33 bukb 2020 1555 5555 55' }, [other]);
    expect(bankAccounts).toEqual([
      { holder: 'Northwind Ltd', bank: '', iban: 'GB33BUKB20201555555555', bic: '', details: [], currency: 'GBP' },
      other,
    ]);
    expect(accountDetailsOf('Sort code: 20-00-00\n\nRouting: 1:2')).toEqual([
      { label: 'Sort code', value: '20-00-00' },
      { label: 'Routing', value: '1:2' },
    ]);
  });
});
