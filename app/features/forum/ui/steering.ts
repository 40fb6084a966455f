/** Where a text would be better placed than as an answer. */
export type Steer = 'same-here' | 'thanks' | null

/** Longer texts say more than "me too", whatever they start with. */
const LONGEST = 160

const SAME =
  /\b(?:same (?:here|problem|issue|thing|error|for me|with me)|me too|me as well|i(?:'m| am)? (?:also )?(?:have|having|get|getting|see|seeing|experiencing) (?:the |this )?(?:exact(?:ly)? )?same|having this (?:too|problem too|issue too)|i have this (?:too|problem too|issue too)|also (?:have|having) this)\b/

const WAITING =
  /(?:^|[.,?] ?)(?:\+1|bump|same|any (?:news|updates?|solutions?)(?: yet)?(?: (?:on|for|to) this)?)[ .?]*$/

const THANKS =
  /^(?:(?:many |thanks|thank you|thankyou|thx|ty|cheers|much appreciated|great|perfect|awesome|excellent|brilliant|wonderful|nice|cool|works?|worked|that|this|it|did|does|so|very|much|a lot|lots|for|the|your|you|help|helping|quick|reply|answer|response|advice|again|all|everyone|guys|and|is|was|solved|fixed|my|problem|issue|trick|now|yes|ok|okay|finally|really|great job)\b[\s,.;:)(-]*)+$/

const GRATEFUL = /\b(?:thanks|thank you|thankyou|thx|cheers|much appreciated)\b/

/** Words that make a text an answer or a question of its own, however short. */
const SAYS_MORE =
  /https?:|`|\b(?:try|tried|because|solution (?:is|was)|fix (?:is|was)|setting|version|instead|how (?:do|can|to)|but|however|except|step)\b/

/** What a short text is at heart: "same here", pure thanks, or neither. English only, and never a refusal. */
export function steer(text: string): Steer {
  const plain = text
    .toLowerCase()
    .replace(/[’`´]/g, (mark) => (mark === '`' ? '`' : "'"))
    .replace(/[!]+/g, '.')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '' || plain.length > LONGEST || SAYS_MORE.test(plain)) return null
  if (SAME.test(plain) || WAITING.test(plain)) return 'same-here'
  return GRATEFUL.test(plain) && THANKS.test(plain) ? 'thanks' : null
}
