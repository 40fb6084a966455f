import { defineWords } from '#app/locale/words.ts'

/** How the search server in front of the embedded index does, for staff. */
export const searchServerWords = defineWords('find/search-server', {
  well: 'Search is answered by Meilisearch at {address}.',
  trouble:
    '{kind, select, down {Meilisearch at {address} doesn’t answer. Readers are answered from the embedded index, and nothing is lost: it’s brought up to date once it’s back.} slow {Meilisearch at {address} takes too long to answer. Readers are answered from the embedded index until it’s quicker.} key {Meilisearch at {address} refuses the key. Check MEILI_KEY. Readers are answered from the embedded index meanwhile.} empty {Meilisearch at {address} has no index yet. It’s being filled; readers are answered from the embedded index meanwhile.} old {Meilisearch at {address} is too old (version {detail}). Update it; readers are answered from the embedded index meanwhile.} behind {Meilisearch at {address} missed changes while it was away. It’s being brought up to date.} task {Meilisearch at {address} couldn’t keep what it was given: “{detail}”. Readers are answered from the embedded index.} other {Meilisearch at {address} doesn’t do what it’s asked: “{detail}”. Readers are answered from the embedded index.}}',
  since: 'Since {time}.',
  'meaning.well':
    '{due, plural, =0 {Searches are answered by meaning too: {made, plural, one {# thread or article has} other {# threads and articles have}} a vector by {model}.} other {Searches are answered by meaning too. {made, plural, one {# thread or article has} other {# threads and articles have}} a vector by {model}, and {due, number} more are being made.}}',
  'meaning.trouble':
    '{kind, select, down {The embeddings server ({model}) doesn’t answer.} slow {The embeddings server ({model}) takes too long to answer.} key {The embeddings server ({model}) refuses the key. Check AI_KEY.} busy {The embeddings server ({model}) is asked too often. It’s asked again later.} refused {The embeddings server doesn’t take what it’s given. Check that it has the model {model}.} nonsense {What the embeddings server ({model}) answers can’t be read.} dimensions {The vectors of {model} have another length than before. If the model was replaced, run “askwell rebuild vectors”.} extension {Vectors can’t be compared on this machine: sqlite-vec can’t be loaded.} other {The vectors’ file doesn’t answer in time.}} Searches are answered by their words alone meanwhile.',
})
