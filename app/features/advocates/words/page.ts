import { defineWords } from '#app/locale/words.ts'

/** The page of the advocates. */
export const advocateWords = defineWords('advocates/page', {
  title: 'Advocates',
  heading: 'The people who lower the rope',
  lead: 'Advocates answer because they’re good at it. Points come only from what helped: an accepted answer, an article that spared a question, a thread that had waited too long. Posting, reading and signing in earn nothing.',
  become: 'Become an advocate',
  you: 'What you earned',
  rewards: 'Rewards',
  'rewards.all': 'All rewards',
  badges: 'Badges',
  'badges.all': 'All badges',
  how: 'How points work',
  'leaders.title': 'Leaders',
})
