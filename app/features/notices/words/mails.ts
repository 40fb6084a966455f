import { defineWords } from '#app/locale/words.ts'

/** Mails that tell of notices, and the daily digest. */
export const noticeMails = defineWords('notices/mails', {
  'why.answer': 'You’re getting this because you follow “{title}”. Choose what you get by email at {url}',
  'why.moved': 'You’re getting this because you follow “{title}”. Choose what you get by email at {url}',
  'why.comment':
    'You’re getting this because it’s about something you wrote or asked. Choose what you get by email at {url}',
  'why.details':
    'You’re getting this because your question waits for details from you. Choose what you get by email at {url}',
  'why.mention': 'You’re getting this because somebody mentioned you. Choose what you get by email at {url}',
  'why.accepted': 'You’re getting this because it’s about an answer of yours. Choose what you get by email at {url}',
  'why.helpful': 'You’re getting this because it’s about an answer of yours. Choose what you get by email at {url}',
  'why.outcome': 'You’re getting this because you asked the question. Choose what you get by email at {url}',
  'why.article':
    'You’re getting this because you asked what the article answers. Choose what you get by email at {url}',
  'why.credited': 'You’re getting this because part of the article is yours. Choose what you get by email at {url}',
  'why.verdict': 'You’re getting this because you wrote for this article. Choose what you get by email at {url}',
  'why.review-due': 'You’re getting this because you look after this article. Choose what you get by email at {url}',
  'why.source-gone': 'You’re getting this because you look after this article. Choose what you get by email at {url}',
  'why.to-review': 'You’re getting this because you can review articles. Choose what you get by email at {url}',
  'why.flagged': 'You’re getting this because you’re a moderator. Choose what you get by email at {url}',
  'why.invited':
    'You’re getting this because you’ve answered questions like this one well. Choose what you get by email at {url}',
  'why.received': 'You’re getting this because you asked the question. Choose what you get by email at {url}',
  'why.escalated': 'You’re getting this because you asked the question. Choose what you get by email at {url}',
  'why.closed': 'You’re getting this because you asked the question. Choose what you get by email at {url}',
  'why.closing-soon': 'You’re getting this because you asked the question. Choose what you get by email at {url}',
  'why.desk-summary': 'You’re getting this because you lead the desk. Choose what you get by email at {url}',
  'why.yours': 'You’re getting this because you work at the desk. Choose what you get by email at {url}',
  'why.private-asked': 'You’re getting this because you work at the desk. Choose what you get by email at {url}',
  'why.private-part': 'You’re getting this because you asked the question. Choose what you get by email at {url}',
  'why.noted': 'You’re getting this because you work at the desk. Choose what you get by email at {url}',
  'why.to-desk': 'You’re getting this because you work at the desk. Choose what you get by email at {url}',
  'why.recognised': 'You’re getting this because it’s about you. Choose what you get by email at {url}',
  'why.programme': 'You’re getting this because you take part here. Choose what you get by email at {url}',
  'why.badge': 'You’re getting this because you earned it. Choose what you get by email at {url}',
  badges:
    '{badges, plural, one {You earned a badge. It’s on your page now, and you can take it along as a signed document.} other {You earned # badges. They’re on your page now, and you can take them along as signed documents.}}',
  'button.badges': 'See what you earned',
  'digest.subjects': 'For you',
  'digest.badges': 'Badges you earned',
  'button.queue': 'Open the desk',
  'button.answer': 'See the question',
  'received.by': 'We have your question. You’ll hear from someone by {when} ({place} time).',
  'received.public':
    'Other members may answer sooner. If nobody has answered by then, the support team takes over by itself.',
  'received.private':
    'You asked it privately, so only you and the support team can read it, and the team has been told.',
  'received.details': 'Is something missing? Add it under your question. That doesn’t move the time.',
  'escalated.by':
    'The support team has your question now, and you’ll hear from someone by {when} ({place} time). You don’t need to do anything.',
  'private-part':
    '{actor} wrote to you privately about your question. Read it in the thread: what is private stays out of emails.',
  'details.private':
    '{actor} needs details from you, and asked for them privately. Read it in the thread: what is private stays out of emails.',
  details: 'They need this to help you. Please answer in the thread; the time we promised stands still until you do.',
  'escalated.again': 'The support team has your question now. You don’t need to do anything; you’ll hear from them.',
  escalated:
    'Nobody has been able to answer yet, so the support team has your question now. You don’t need to do anything; you’ll hear from them.',
  'closing-soon':
    'Your question was answered, and nothing new has been written for a while. It will be closed in a week. If it isn’t solved, say so in the thread, and it stays open.',
  'summary.subject': '{site}: the desk this morning',
  'summary.late': '{count, plural, one {# late} other {# late}}',
  'summary.risk': '{count, plural, one {# due today} other {# due today}}',
  'summary.longest': '{count, plural, one {# waits for somebody to take it} other {# wait for somebody to take them}}',
  'summary.asked': 'asked {when}',
  'summary.more': 'And {count, plural, one {# more} other {# more}}',
  closed: 'Your question was closed: {reason}',
  'closed.dispute': 'If that isn’t right, say so in the thread, and it will be opened again.',
  'desk.subject': '{count, plural, one {One question for you} other {# questions for you}}',
  'desk.head':
    '{kind, select, yours {Yours to look after} noted {You were mentioned} invited {You could help here} asked {Asked privately} other {New at the desk}}',
  'button.flags': 'Review the report',
  'button.outcome': 'Tell us how it went',
  'button.thread': 'Read it in the thread',
  'button.desk': 'Take a look',
  'button.article': 'Read the article',
  outcome:
    'You asked a question a while ago, and people answered. Did one of the answers solve it? Tell us which, so that others can find it. Or tell us that none did, and your question goes back to the people who can help.',
  flagged: 'Somebody reported a post in this thread. It stays as it is until a moderator decides.',
  accepted: '{actor} accepted your answer. It now comes first for everybody with the same problem.',
  helpful: '{actor} found your answer helpful.',
  article: '{said}: “{title}”.',
  'verdict.declined': 'It wasn’t accepted: {verdict}',
  'verdict.approved': 'It was approved. {verdict}',
  'digest.subject': '{site}: what’s new',
  'digest.why': 'This is your daily digest. Choose what’s in it at {url}',
  'digest.open': 'Questions you could answer',
  'digest.moved': 'New in threads you follow',
  'digest.waits': 'waiting for {span}',
  'digest.posts': '{posts, plural, one {one new post} other {# new posts}}',
  'digest.more': 'And {threads, plural, one {# more thread} other {# more threads}} in your inbox',
})
