import { defineWords } from '#app/locale/words.ts'

/** How points work, for everybody. */
export const pointWords = defineWords('recognition/points', {
  title: 'How points work',
  lead: 'Points follow what helped somebody. Nothing is earned by posting, reading or signing in, and nothing by answers to your own questions.',
  earns: 'What earns points',
  outcome: 'Outcome',
  points: 'Points',
  'what.accepted': 'Your answer is accepted',
  'what.solved': 'The asker accepted it themselves: it solved their question',
  'what.helpful': 'Somebody found your answer helpful',
  'what.waited':
    'Yours is the first answer that helped, and the question had waited {days, plural, one {a day} other {# days}} or more: for each day of waiting, at most {most}',
  'what.article': 'Your article is published',
  'what.edit': 'Your edit of an article is published',
  'what.article-helpful': 'Somebody found your article helpful',
  'what.topic-eased': 'In the four weeks after your article, its topic is asked at least 30 % less',
  'what.translation': 'Your translation is published',
  'what.review': 'You say what you think of a draft that a panel asks you about, once for each draft',
  'what.credited': 'Your answer becomes part of an article',
  'what.flag': 'You reported a post, and it was hidden',
  'what.mission': 'You did your part of a mission',
  missionPoints: 'as the mission says',
  fair: 'What keeps it fair',
  'fair.taken':
    'When an answer loses its acceptance, or staff find it wrong, its points go with it. When old content is removed, what it earned stays.',
  'fair.staff': 'A vote by staff alone earns nothing, and staff aren’t among the leaders: answering is their job.',
  'fair.pair':
    'One person can bring another at most {cap, plural, one {# point} other {# points}} a month. People who mostly accept each other’s answers count as one.',
  'fair.day': 'At most {cap, plural, one {# point} other {# points}} count on one day.',
  reputation: 'Points, reputation and levels',
  'reputation.decay':
    'Points add up and stay. Reputation is what they’re worth by now: after {days, plural, one {a day} other {# days}} a point counts half. Levels go by reputation.',
  'reputation.grace':
    'If your reputation falls below your level, you have {days, plural, one {a day} other {# days}} to earn it back before you lose it.',
  'reputation.spend':
    'Points you earned can be spent on rewards. Spending them doesn’t change your reputation, your level or your place.',
  levels: 'Levels',
  level: 'Level',
  from: 'Reputation',
  brings: 'What it brings',
  applies: 'You apply for it.',
  nothing: 'Nothing more',
  'right.links': 'links in posts',
  'right.pictures': 'pictures in posts',
  'right.tags': 'changing the tags of questions',
  'right.convert': 'turning answers into comments, and back',
  'right.lounge': 'the advocates’ lounge',
})
