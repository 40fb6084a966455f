import { useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { useDraft, type Draft, type DraftControl } from '#app/features/composer/ui/use-draft.ts'
import type { ComposerView } from '#app/features/composer/types.ts'

/** The form's fields beside the text: `revision` tells what the draft began from. */
const FIELDS = ['revision', 'aliases', 'category', 'section', 'tags', 'language', 'reason'] as const

export interface ArticleDraftSettings {
  readonly composer: ComposerView
  readonly owner: number
  /** The form came back filled in: what stands in it is newer than any draft. */
  readonly isSentBack: boolean
  /** What the form begins with where there is no draft. */
  readonly start: Readonly<Record<string, string>>
}

export interface ArticleDraft extends DraftControl {
  readonly form: RefObject<HTMLFormElement>
  readonly editor: RefObject<EditorHandle>
  /** When the draft that stands in the form was kept; null = the form holds none. */
  readonly restored: number | null
}

/** Keeps an article that is being written as a draft until it was saved, as `useDraft` does for posts. */
export function useArticleDraft(settings: ArticleDraftSettings): ArticleDraft {
  const { composer, owner, isSentBack, start } = settings
  const form = useRef<HTMLFormElement>(null)
  const editor = useRef<EditorHandle>(null)
  const navigation = useNavigation()
  const [restored, setRestored] = useState(isSentBack ? null : (composer.draft?.savedAt ?? null))

  const fill = ({ title = '', body, fields = {} }: Omit<Draft, 'savedAt'>) => {
    editor.current?.write(body)
    for (const [name, value] of Object.entries({ ...fields, title })) {
      const field = form.current?.elements.namedItem(name)
      if (isField(field)) field.value = value
    }
  }
  const draft = useDraft({
    draftKey: composer.draftKey,
    owner,
    keptAt: composer.draft?.savedAt ?? null,
    read: () => {
      const sent = form.current ? new FormData(form.current) : new FormData()
      const fields = FIELDS.flatMap((name) => {
        const value = sent.get(name)
        return typeof value === 'string' ? [[name, value] as const] : []
      })
      const title = sent.get('title')
      return {
        title: typeof title === 'string' ? title : '',
        body: editor.current?.read() ?? '',
        fields: Object.fromEntries(fields),
      }
    },
    onNewer: isSentBack
      ? undefined
      : (newer) => {
          fill(newer)
          setRestored(newer.savedAt)
        },
  })

  const here = navigation.formAction?.replace(/\?.*$/, '')
  const isSending = here !== undefined
  const isSaved = isSending && navigation.state === 'loading' && navigation.location.pathname !== here
  const { hold, refused, posted } = draft
  useEffect(() => {
    if (isSaved) posted()
    else if (isSending) hold()
    else refused()
  }, [isSaved, isSending, posted, hold, refused])

  return {
    ...draft,
    form,
    editor,
    restored,
    discard: () => {
      draft.discard()
      const { title = '', body = '', ...fields } = start
      fill({ title, body, fields })
      setRestored(null)
    },
  }
}

function isField(
  field: Element | RadioNodeList | null | undefined,
): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
}
