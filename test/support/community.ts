/** A small community as `askwell import forum` reads it: three categories, four members, ten threads. */
export function communityLines(now: number): string {
  const at = (hours: number): number => now - hours * 3_600_000
  const category = (slug: string, name: string, description: string) => ({ type: 'category', slug, name, description })
  const member = (id: string, name: string) => ({ type: 'member', id, name, handle: id, created: at(900) })
  const lines: object[] = [
    category('cards', 'Cards', 'Paying, and what is declined'),
    category('app', 'The app', 'On phones and computers'),
    category('accounts', 'Accounts', 'Names, addresses, closing'),
    member('ines', 'Ines Marín'),
    member('oleg', 'Oleg Brandt'),
    member('priya', 'Priya Nair'),
    member('tomás', 'Tomás Vega'),
  ].map((line) => ('id' in line && line.id === 'tomás' ? { ...line, handle: 'tomas' } : line))
  THREADS.forEach(([title, body, place, tags, answers], index) => {
    const id = `t${index + 1}`
    const asker = ['ines', 'oleg', 'priya', 'tomás'][index % 4]
    lines.push({
      type: 'thread',
      id,
      title,
      body,
      author: asker,
      category: place,
      tags,
      sameHere: index,
      kind: index === 3 ? 'problem' : 'question',
      created: at(400 - index * 30),
    })
    answers.forEach((words, turn) => {
      const author = ['oleg', 'priya', 'tomás', 'ines'][(index + turn) % 4]
      lines.push({
        type: 'post',
        id: `${id}a${turn}`,
        thread: id,
        author,
        body: words,
        helpful: 3 - turn,
        accepted: turn === 0 && answers.length > 1,
        created: at(399 - index * 30 - turn),
      })
    })
  })
  return lines.map((line) => JSON.stringify(line)).join('\n') + '\n'
}

type Thread = readonly [
  title: string,
  body: string,
  place: 'cards' | 'app' | 'accounts',
  tags: readonly string[],
  answers: readonly string[],
]

const THREADS: readonly Thread[] = [
  [
    'Contactless payment stopped working after the update',
    'Since **version 8.2** my phone says *try again* at every till.\n\n- rebooted\n- took the card out and in\n\n```\nerror 4471: token missing\n```',
    'cards',
    ['contactless', 'android'],
    [
      'Open **Settings**, then *Cards*, and press *Refresh the token*. That brought mine back.',
      'Taking the card out and adding it again helped me as well.',
    ],
  ],
  [
    'How do I close my account for good?',
    'I moved to another country and need it gone.',
    'accounts',
    ['closing'],
    ['Settings, Account, Close it. The balance must be zero.', 'They keep the statements for seven years, by law.'],
  ],
  [
    'Where do I see the exchange rate of a payment?',
    'I paid in Norway and can’t find the rate.',
    'cards',
    ['abroad'],
    ['Tap the payment; the rate stands under the amount.'],
  ],
  [
    'The app crashes when I open statements',
    'It closes at once. > nothing else happens',
    'app',
    ['android', 'crash'],
    [],
  ],
  [
    'Can two people use one card?',
    'My partner and I share everything.',
    'cards',
    [],
    ['No, but you can order a second one for the same account.', 'The second one is free.'],
  ],
  ['Dark mode makes the charts unreadable', 'Grey lines on grey.', 'app', ['display'], []],
  [
    'How do I change my address?',
    'I moved within the city.',
    'accounts',
    ['profile'],
    ['In the app, under your name. It takes a day.'],
  ],
  [
    'Card declined at a petrol station',
    'It works everywhere else, but not at the pump.',
    'cards',
    ['abroad', 'petrol'],
    ['Pumps reserve 100 first; keep that much on it.', 'Pay inside instead.'],
  ],
  ['Export transactions as a spreadsheet', 'For my taxes I need the whole year.', 'app', ['export'], []],
  [
    'Notifications arrive hours late',
    'They all come in the evening, at once.',
    'app',
    ['android', 'notifications'],
    ['Turn off the battery saver for the app.'],
  ],
]
