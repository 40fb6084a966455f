import { describe, expect, it } from 'vitest'
import { begunOperator, dayOf, steer, withoutOperators } from './steering.ts'

describe('steering a search', () => {
  it.each([
    ['black screen', { words: 'black screen' }],
    ['"black screen" youtube', { words: 'youtube', phrases: ['black screen'] }],
    ['“black screen” „zwei Worte“ «trois mots»', { words: '', phrases: ['black screen', 'zwei Worte', 'trois mots'] }],
    ['sync -android -"old phone"', { words: 'sync', excluded: ['android', 'old phone'] }],
    ['e-mail wi-fi --private - -', { words: 'e-mail wi-fi --private - -' }],
    ['15" screen', { words: '15" screen' }],
    ['"never closed', { words: '"never closed' }],
    ['""', { words: '' }],
  ])('takes %s apart', (text, expected) => {
    expect(steer(text)).toEqual({
      phrases: [],
      excluded: [],
      operators: [],
      notUnderstood: [],
      ...expected,
    })
  })

  it.each([
    ['tag:printer jams', [['tag', 'printer']], 'jams'],
    ['category:"Fix problems" jams', [['category', 'Fix problems']], 'jams'],
    ['USER:@anna jams', [['user', '@anna']], 'jams'],
    [
      'is:solved IS:unanswered',
      [
        ['is', 'solved'],
        ['is', 'unanswered'],
      ],
      '',
    ],
    [
      'kind:idea in:articles lang:de',
      [
        ['kind', 'idea'],
        ['in', 'articles'],
        ['language', 'de'],
      ],
      '',
    ],
    [
      'before:2020-02-29 after:2019',
      [
        ['before', '2020-02-29'],
        ['after', '2019'],
      ],
      '',
    ],
  ])('understands %s', (text, operators, words) => {
    const found = steer(text)

    expect(found.operators.map(({ name, value }) => [name, value])).toEqual(operators)
    expect([found.words, found.notUnderstood]).toEqual([words, []])
  })

  it.each([
    'is:broken',
    'before:2019-02-30',
    'after:tomorrow',
    'colour:red',
    'user:a/b',
    '-tag:printer',
    'language:german',
  ])('searches %s as text and says so', (text) => {
    expect(steer(`jams ${text}`)).toMatchObject({ words: `jams ${text}`, operators: [], notUnderstood: [text] })
  })

  it.each(['about:config', 'https://example.org/a', 'C:\\Users', '12:30', 'std::vector', 'tag:', ':x'])(
    'takes %s for text',
    (text) => {
      expect(steer(text)).toMatchObject({ words: text, operators: [], notUnderstood: [] })
    },
  )

  it('leaves out operators that a filter stands for', () => {
    expect(withoutOperators('jams is:solved "black screen" -old tag:a tag:b', ['is', 'tag'])).toBe(
      'jams "black screen" -old',
    )
    expect(withoutOperators('jams   twice', ['is'])).toBe('jams   twice')
  })

  it('knows the operator that is being typed', () => {
    expect(begunOperator('jams tag:pri')).toMatchObject({ before: 'jams', name: 'tag', begun: 'pri' })
    expect(begunOperator('category:"Fix pro')).toMatchObject({ before: '', name: 'category', begun: 'Fix pro' })
    expect(begunOperator('tag:')).toMatchObject({ begun: '' })
    expect(begunOperator('tag:printer jams')).toBeNull()
    expect(begunOperator('about:con')).toBeNull()
  })

  it('reads days, months and years as they are written', () => {
    expect([dayOf('2020'), dayOf('2020-3'), dayOf('2020-03-31')]).toEqual([
      Date.UTC(2020, 0, 1),
      Date.UTC(2020, 2, 1),
      Date.UTC(2020, 2, 31),
    ])
    expect([dayOf('2020-13'), dayOf('2021-02-29'), dayOf('99'), dayOf('1066')]).toEqual([null, null, null, null])
  })
})
