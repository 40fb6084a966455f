import { defineWords } from '#app/locale/words.ts'

/** The help centre: its first page, the lists of a category, and the rows in both. */
export const helpCentreWords = defineWords('knowledge/help-centre', {
  whatOthersAskedAnswered: 'What others asked, answered for good',
  writeOne: 'Write one',
  nothingIsPublishedYet: 'Nothing is published yet.',
  articlesAreMadeFrom: 'Articles are made from what people ask most. Until there are some, the community answers.',
  seeWhatOthersAsked: 'See what others asked',
  readMost: 'Most read',
  bySubject: 'By subject',
  fresh: 'Latest',
  notHereSomeoneHere: 'Not here? Someone here knows.',
  askTheCommunityWhat: 'Ask the community. Questions that come up often become articles.',
  ask: 'Ask',
  whereYou: 'Where you are',
  articles: 'Articles',
  sections: 'Sections',
  all: 'All',
  noArticleStandsHere: 'There are no articles here yet.',
  allArticles: 'All articles',
  articleCount: '{count, plural, =0 {No article yet} one {# article} other {# articles}}',
  allOfThem: 'All {count, number}',
  otherArticles: 'More',
  helped: 'helped {count, plural, one {# reader} other {# readers}}',
})
