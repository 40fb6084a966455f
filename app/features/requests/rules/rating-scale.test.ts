import { expect, test } from 'vitest'
import { decideScale, NO_RATINGS, satisfactionOf, withRating } from './rating-scale.ts'

/** A column's values as they count together: + satisfied, - not, . neither. */
function countedAs(values: readonly string[], column = 'Satisfaction'): string {
  const scale = decideScale(values.reduce(withRating, NO_RATINGS), column)
  const signs = values.map((value) => {
    const part = satisfactionOf(value, scale)
    return part === null ? '.' : part === 1 ? '+' : '-'
  })
  return `${scale} ${signs.join('')}`
}

test.each<readonly [string, string]>([
  ['1 2 3 5', '1-5 --.+'],
  ['5 4 3 2 1', '1-5 ++.--'],
  ['4.5 2,0 3', '1-5 +-.'],
  ['0 0 0 0 5 1', '1-5 ....+-'],
  ['0 1 2 3 4 5', '0-5 --..++'],
  ['0 3 5 6 7 9 10', '0-10 --..+++'],
  ['1 3 5 7 10', '1-10 --.++'],
  ['1 2 3 4 5 6 7', '1-7 ---.+++'],
  ['0 20 50 66 90 100', '0-100 --.+++'],
  ['0.2 0.5 0.9', '0-1 -.+'],
  ['0 1 1 0', 'yes-no -++-'],
  ['-1 0 1', '-1-1 -.+'],
  ['80% 20% 50%', 'words +-.'],
  ['4/5 3/5 2/5 1/5 9/10', 'words +.--+'],
  ['★★★★☆ ★★★☆☆ ★☆☆☆☆ ★★★★★ ⭐⭐', 'words +.-+-'],
  ['good bad offered unoffered', 'words +-..'],
  ['👍 👎 true false TRUE FALSE', 'words +-+-+-'],
  ['gut schlecht bon mauvais bueno malo buono cattivo bom ruim goed slecht dobry zły', 'words +-+-+-+-+-+-+-'],
])('the column %s counts as %s', (values, expected) => {
  expect(countedAs(values.split(' '))).toBe(expected)
})

test.each<readonly [readonly string[], string]>([
  [['Very satisfied', 'Not satisfied', 'Neutral', 'Extremely unhappy'], 'words +-.-'],
  [['Great', 'Okay', 'Not good'], 'words +.-'],
  [['5 - Very satisfied', '1 - Very dissatisfied', 'Good (4)', '3: Neutral'], 'words +-+.'],
  [['4 out of 5', '2 von 5', '5 stars', '1 étoile'], 'words +-+-'],
  [
    ['sehr zufrieden', 'nicht zufrieden', 'très satisfait', 'pas satisfait', 'muy satisfecho', 'insatisfecho'],
    'words +-+-+-',
  ],
  [
    ['bardzo zadowolony', 'niezadowolony', 'zeer tevreden', 'ontevreden', 'molto soddisfatto', 'muito insatisfeito'],
    'words +-+-+-',
  ],
])('the words %j count as %s', (values, expected) => {
  expect(countedAs(values)).toBe(expected)
})

test.each<readonly [string, string]>([
  ['1 2 3 2', 'unclear ....'],
  ['1 2 3 4 5 2 3 4 5 80', 'unclear ..........'],
  ['5 400', 'unclear ..'],
  ['-50 80', 'unclear ..'],
  ['1 6 2 5 3 4', 'unclear ......'],
])('the mixture %s is left out', (values, expected) => {
  expect(countedAs(values.split(' '))).toBe(expected)
})

test('a lone 1 is a yes, but no praise in a column of ratings', () => {
  expect([countedAs(['1', '1'], 'satisfied'), countedAs(['1', '1'], 'Survey score')]).toEqual([
    'yes-no ++',
    'unclear ..',
  ])
})

test('grades of schools are asked about, whichever were given', () => {
  expect(countedAs(['1', '2', '5'], 'Schulnote')).toBe('unclear ...')
})

test('chosen as grades, 1 is the best', () => {
  expect(['1', '2', '3', '5', '6', '7'].map((value) => satisfactionOf(value, '6-1'))).toEqual([1, 1, null, 0, 0, null])
})

test('values that can’t be read are counted', () => {
  expect(['4', '5', 'purple', 'see notes'].reduce(withRating, NO_RATINGS).unread).toBe(2)
})
