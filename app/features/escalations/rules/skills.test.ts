import { describe, expect, test } from 'vitest'
import { languageNames, skillsFor } from './skills.ts'

describe('what somebody knows', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['payments, Portuguese', ['payment', 'Accounts'], ['payments']],
    ['payments, Portuguese', ['Cards', ...languageNames('pt')], ['Portuguese']],
    ['Português', languageNames('pt'), ['Português']],
    ['portugues', languageNames('pt'), ['portugues']],
    ['pt', languageNames('pt'), ['pt']],
    ['billing', ['Billing and accounts'], ['billing']],
    ['Billing; syncing', ['sync', 'billing'], ['Billing', 'syncing']],
    ['bookmark sync', ['bookmarks-sync'], ['bookmark sync']],
    ['bookmark sync', ['bookmarks', 'sync'], []],
    ['art', ['start-up'], []],
    ['Zahlungen', ['zahlungen'], ['Zahlungen']],
    ['ЗАКАЗЫ', ['заказы'], ['ЗАКАЗЫ']],
    ['決済', ['決済'], ['決済']],
    ['', ['billing'], []],
    [' , ;\n', ['billing'], []],
    ['!!', ['billing'], []],
    ['billing', [], []],
  ])('“%s” of a thread about %j: %j', (written, subjects, found) => {
    expect(skillsFor(written, subjects)).toEqual(found)
  })
})
