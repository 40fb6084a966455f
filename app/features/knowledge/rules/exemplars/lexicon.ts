/** What the rules know of one language. Expressions are for single sentences unless their comment says otherwise. */
export interface Lexicon {
  /** Two letters. */
  readonly language: string
  /** `begun`: too few words for anything to be published without a person. */
  readonly status: 'complete' | 'begun'
  /** A greeting at the head of a line, with who is greeted. */
  readonly greeting: RegExp
  /** What says nothing at the head of a sentence: "Well, ", "Yes. ", "Unfortunately, ". */
  readonly filler: RegExp
  /** A whole sentence that is only chatter. */
  readonly chatter: RegExp
  /** Heads that are cut off before what is said: "I would suggest you ", "I think that ". */
  readonly heads: readonly RegExp[]
  /** Tails that are cut off: " and see if that helps". */
  readonly tails: readonly RegExp[]
  /** "Could you try to open …?": the head of a question that gives a step; what is left is a step. */
  readonly politeStep: RegExp
  /** Verbs that a step begins with, in the form in which they tell somebody what to do. */
  readonly imperatives: RegExp
  /** What may stand before such a verb: "Then ", "You can ", "1. ". */
  readonly beforeStep: RegExp
  /** Other ways to tell what to do: "what you could do is". */
  readonly otherStep: RegExp
  /** "If …, click": a condition before a step. */
  readonly conditionalStep: RegExp
  /** Names something on the screen: a menu, a button. */
  readonly onScreen: RegExp
  /** Weaker: settings, tabs. */
  readonly somewhere: RegExp
  /** Asks the asker for something. */
  readonly request: RegExp
  /** Is about one person, one machine or one page, or points at what a reader can't see. */
  readonly personal: RegExp
  /** Names another who wrote in the same thread; capitals count. */
  readonly namesWriter: RegExp
  /** Over a text: what can't be undone, or leaves a person less safe. */
  readonly danger: RegExp
  /** Over a title: a mistake costs most there. */
  readonly graveTitle: RegExp
  /** Over a text, with the flag g: doubt. */
  readonly hedge: RegExp
  /** Over a text: is true only for a while. */
  readonly timeBound: RegExp
  /** An answer that begins so goes on from another one. */
  readonly goesOn: RegExp
  /** A sentence that begins so leans on the one before. */
  readonly leans: RegExp
  /** Words that stand for something named before. */
  readonly pronoun: RegExp
  /** A first sentence for one case only: "If you already have ...". */
  readonly oneCase: RegExp
  /** What to do in the other case. */
  readonly otherCase: RegExp
  /** Points at a thing on the screen; the group is the thing. */
  readonly pointsAt: RegExp
  /** Points at what was said elsewhere. */
  readonly saidElsewhere: RegExp
  /** Ends as if something followed. */
  readonly announces: RegExp
  /** Over a text: looks for a fault instead of mending it. */
  readonly diagnosis: RegExp
  /** A last question that waits for what the asker finds: the answer ends in the middle of looking for a fault. */
  readonly waits: RegExp
  /** Voice of somebody who has the problem too. */
  readonly sufferer: RegExp
  /** "NAME said": a quote that lost its marks. */
  readonly flattenedQuote: RegExp
  /** Says that something can't be done. */
  readonly impossible: RegExp
  /** An opinion instead of help. */
  readonly opinion: RegExp
  readonly title: TitleLexicon
}

/** What the rules know of titles in one language. */
export interface TitleLexicon {
  readonly questionHead: RegExp
  /** A clause that begins so only leads to what is asked. */
  readonly leadsTo: RegExp
  /** What comes after a comma says where, or with what. */
  readonly wherein: RegExp
  readonly howTo: RegExp
  /** "Is there a way to ", "How can I ": said as `howToSaid` instead. */
  readonly asksHow: RegExp
  readonly howToSaid: string
  /** Asks for a place in the menus, which is asking how. */
  readonly asksWhere: RegExp
  /** Begins with what is to be done, as a command or a noun of doing. */
  readonly act: RegExp
  /** A finite verb in a title that begins with an act: it tells what happens. */
  readonly tells: RegExp
  /** A title that tells more than one thing: an editor makes one of it. */
  readonly tangled: RegExp
  readonly begs: RegExp
  readonly when: RegExp
  readonly vague: RegExp
  readonly rant: RegExp
  readonly opinion: RegExp
  readonly pointsAtUnseen: RegExp
  readonly story: RegExp
  readonly leans: RegExp
  /** A head that says a symptom otherwise: [expression, what stands for it]. */
  readonly heads: readonly (readonly [RegExp, string])[]
  readonly symptom: RegExp
}
