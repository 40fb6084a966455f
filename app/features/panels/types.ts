import type { PersonView } from '#app/features/catalogue/types.ts'

/** What can be asked: a mark from 1 to 5, one of some choices, words, or what somebody thinks of a draft. */
export const QUESTION_KINDS = ['rating', 'choice', 'text', 'draft'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

export const MAX_QUESTIONS = 20
export const MAX_CHOICES = 8
/** Letters of one answer at most. */
export const MAX_WORDS = 4000
/** Members that one act invites at most. */
export const MAX_INVITED = 500

/** `ended`: nobody can answer any more, and what was heard is not written yet. */
export type PanelState = 'draft' | 'open' | 'ended' | 'closed'

export interface Question {
  readonly id: number
  readonly kind: QuestionKind
  readonly words: string
  readonly choices: readonly string[]
  readonly articleId: number | null
  readonly isRequired: boolean
}

/** What somebody answered to one question. */
export interface Answer {
  readonly rating: number | null
  /** The place of the choice, from 0. */
  readonly choice: number | null
  readonly words: string
}

/** What all answers to one question come to. Words are counted here and never shown. */
export interface Figures {
  readonly question: number
  readonly answers: number
  /** Of ratings, to one decimal; null = no rating. */
  readonly average: number | null
  /** How often each mark from 1 to 5, or each choice, was taken. */
  readonly counts: readonly number[]
}

/** Times in UTC milliseconds. */
export interface PanelView {
  readonly id: number
  readonly title: string
  readonly purpose: string
  readonly state: PanelState
  readonly closesAt: number | null
  readonly closedAt: number | null
  readonly heard: string | null
  readonly changes: string | null
  readonly questions: readonly Question[]
}

/** A question as somebody who answers sees it. */
export interface AskedQuestion extends Question {
  /** The draft that it is about; null = none, or it is gone. */
  readonly draft: { readonly title: string; readonly html: string } | null
  readonly own: Answer | null
}

/** A panel for somebody who was invited. */
export interface PanelPageView extends Omit<PanelView, 'questions'> {
  readonly invitation: { readonly words: string; readonly by: PersonView | null }
  readonly questions: readonly AskedQuestion[]
  readonly lounge: { readonly title: string; readonly address: string } | null
  readonly hasAnswered: boolean
  readonly hasDeclined: boolean
  /** What all said together; only once it is closed. */
  readonly figures: readonly Figures[] | null
  readonly people: number
}

/** One row of the list at the desk. */
export interface PanelRow {
  readonly id: number
  readonly title: string
  readonly state: PanelState
  readonly invited: number
  readonly answered: number
  readonly closesAt: number | null
}

/** A panel for staff. */
export interface PanelDeskView extends PanelView {
  readonly version: number
  readonly invitation: string
  readonly loungeThread: number | null
  readonly figures: readonly Figures[]
  readonly people: readonly {
    readonly person: PersonView
    readonly invitedAt: number
    readonly state: 'invited' | 'answered' | 'declined'
    readonly thread: number | null
  }[]
  /** The answers in words, by question. */
  readonly said: readonly { readonly question: number; readonly person: PersonView; readonly words: string }[]
}
