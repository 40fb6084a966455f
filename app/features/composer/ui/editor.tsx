import {
  forwardRef,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
} from 'react'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'
import { editorWords } from '../words/editor.ts'
import { code, continueLine, link, prefixLines, quote, wrap, type Edit, type Selected } from './editor-commands.ts'
import { useCompletion } from './use-completion.ts'
import { useUploads } from './use-uploads.ts'

/** What a form may ask of its editor. */
export interface EditorHandle {
  readonly read: () => string
  readonly write: (text: string) => void
  readonly quote: (passage: string) => void
}

export interface EditorProps {
  readonly id: string
  readonly name?: string
  readonly labelledBy: string
  readonly describedBy?: string
  readonly defaultValue: string
  readonly placeholder?: string
  readonly tall?: boolean
  readonly invalid?: boolean
  readonly maxBytes: number
  /** Besides pictures, documents can be attached; these are the endings for a file field. */
  readonly attaches?: string | undefined
  /** What is written: an article's preview has its parts. */
  readonly as?: 'post' | 'article'
  /** An escalation that is answered: a slash that begins a line offers prepared answers. `onTake` hears which was taken. */
  readonly prepared?: { readonly escalation: number; readonly onTake: (id: number) => void }
  /** Something was typed; gets the whole text. */
  readonly onText?: (text: string) => void
}

interface Tool {
  readonly icon: 'bold' | 'italic' | 'code' | 'quote' | 'list' | 'ol' | 'link'
  readonly edit: (selected: Selected, t: EditorSpeaker) => Edit
}

const TOOLS: readonly Tool[] = [
  { icon: 'bold', edit: (it, t) => wrap(it, '**', t('text.bold')) },
  { icon: 'italic', edit: (it, t) => wrap(it, '_', t('text.italic')) },
  { icon: 'code', edit: (it, t) => code(it, t('text.code')) },
  { icon: 'quote', edit: (it) => prefixLines(it, '> ') },
  { icon: 'list', edit: (it) => prefixLines(it, '- ') },
  { icon: 'ol', edit: (it) => prefixLines(it, '1. ') },
  { icon: 'link', edit: (it, t) => link(it, t('text.link')) },
]

type EditorSpeaker = PageSpeaker<typeof editorWords.messages>

/** By `code` of the key, so that the layout of the keyboard does not matter for digits and stops. */
const SHORTCUTS: Readonly<Record<string, number>> = {
  b: 0,
  i: 1,
  e: 2,
  'shift+Period': 3,
  'shift+Digit8': 4,
  'shift+Digit7': 5,
  k: 6,
}

/**
 * A field for Markdown. Without a script it is a text area and a button that asks for the preview; with
 * one it has tools, keys, completion of names, pictures by pasting or dropping, and the preview in place.
 */
export const Editor = forwardRef<EditorHandle, EditorProps>(function Editor(props, handle) {
  const { id, name = 'body', onText, maxBytes } = props
  const t = useWords(editorWords)
  const hydrated = useHydrated()
  const field = useRef<HTMLTextAreaElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const completion = useCompletion(props.prepared?.escalation ?? null)
  const [preview, setPreview] = useState<Preview>({ at: 'off' })
  const [dropping, setDropping] = useState(false)
  const [over, setOver] = useState(0)

  const apply = useCallback((make: (selected: Selected) => Edit | null) => {
    const area = field.current
    if (!area) return false
    const edit = make({ text: area.value, start: area.selectionStart, end: area.selectionEnd })
    if (!edit) return false
    area.focus()
    area.setSelectionRange(edit.from, edit.to)
    replaceSelection(area, edit)
    area.setSelectionRange(edit.select[0], edit.select[1])
    return true
  }, [])

  const uploads = useUploads(
    useCallback(
      (markdown: string) =>
        void apply(({ text, start, end }) => {
          const gap = start === 0 || text[start - 1] === '\n' ? '' : '\n'
          const insert = `${gap}${markdown}\n`
          return {
            from: start,
            to: end,
            insert,
            select: [start + insert.length, start + insert.length],
          }
        }),
      [apply],
    ),
    props.attaches !== undefined,
  )

  useImperativeHandle(handle, () => ({
    read: () => field.current?.value ?? '',
    write: (text) => {
      if (!field.current) return
      field.current.value = text
      setPreview({ at: 'off' })
      setOver(0)
    },
    quote: (passage) => void apply((selected) => quote(selected, passage)),
  }))

  const typed = () => {
    const area = field.current
    if (!area) return
    setOver(Math.max(0, bytesOf(area.value) - maxBytes))
    completion.look(area.value, area.selectionEnd)
    onText?.(area.value)
  }

  const take = (index?: number) => {
    const taken = completion.take(index)
    if (!taken) return
    const { id: preparedId } = taken.offer
    if (preparedId !== undefined) props.prepared?.onTake(preparedId)
    apply(({ start }) => {
      const insert = `${taken.offer.insert} `
      const caret = taken.typed.from + insert.length
      return { from: taken.typed.from, to: start, insert, select: [caret, caret] }
    })
  }

  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (completion.offers.length > 0 && completionKey(event, completion, take)) return
    const mod = event.ctrlKey || event.metaKey
    if (mod && event.key === 'Enter') {
      event.preventDefault()
      const form = event.currentTarget.form
      form?.requestSubmit(form.querySelector<HTMLButtonElement>('button[data-post]'))
      return
    }
    if (mod && !event.altKey) {
      const tool = TOOLS[SHORTCUTS[event.shiftKey ? `shift+${event.code}` : event.key.toLowerCase()] ?? -1]
      if (tool) {
        event.preventDefault()
        apply((it) => tool.edit(it, t))
      }
      return
    }
    if (event.key === 'Enter' && !event.shiftKey && apply(continueLine)) event.preventDefault()
  }

  const paste = (event: ClipboardEvent) => {
    const files = picturesOf(event.clipboardData)
    if (files.length === 0) return
    event.preventDefault()
    uploads.add(files)
  }

  const drop = (event: DragEvent) => {
    setDropping(false)
    const files = [...event.dataTransfer.files]
    if (files.length === 0) return
    event.preventDefault()
    uploads.add(files)
  }

  const showPreview = async () => {
    if (preview.at !== 'off') {
      setPreview({ at: 'off' })
      return
    }
    setPreview({ at: 'waiting' })
    setPreview(await askPreview(field.current?.value ?? '', props.as ?? 'post'))
  }

  const offered = completion.offers.length > 0
  const note = uploads.error ?? uploads.progress ?? (over > 0 ? t('tooLong', { bytes: over }) : null)
  return (
    <div
      className={dropping ? 'editor dropping' : 'editor'}
      onDragOver={(event) => {
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <div className="editor-bar" role={hydrated ? 'toolbar' : undefined} aria-label={t('tools')}>
        {hydrated &&
          preview.at === 'off' &&
          TOOLS.map((tool) => (
            <button
              key={tool.icon}
              type="button"
              aria-label={t(`tool.${tool.icon}`)}
              title={t(`keys.${tool.icon}`)}
              onClick={() => apply((it) => tool.edit(it, t))}
            >
              <Icon name={tool.icon} />
            </button>
          ))}
        {hydrated && preview.at === 'off' && (
          <button
            type="button"
            aria-label={props.attaches === undefined ? t('image') : t('imageOrFile')}
            title={props.attaches === undefined ? t('image') : t('imageOrFile')}
            onClick={() => file.current?.click()}
          >
            <Icon name="image" />
          </button>
        )}
        {hydrated ? (
          <button type="button" className="view" aria-pressed={preview.at !== 'off'} onClick={() => void showPreview()}>
            {preview.at === 'off' ? t('preview') : t('writeOn')}
          </button>
        ) : (
          <>
            <a href="/uploads/new" target="_blank" rel="noreferrer">
              {t('addPicture')}
            </a>
            <button className="view" name="intent" value="preview" formNoValidate>
              {t('preview')}
            </button>
          </>
        )}
      </div>
      <textarea
        ref={field}
        id={id}
        name={name}
        className={props.tall ? 'tall' : undefined}
        defaultValue={props.defaultValue}
        placeholder={props.placeholder}
        hidden={preview.at !== 'off'}
        dir="auto"
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid ?? undefined}
        aria-haspopup={offered ? 'listbox' : undefined}
        aria-controls={offered ? `${id}-names` : undefined}
        aria-activedescendant={offered ? `${id}-name-${completion.at}` : undefined}
        onInput={typed}
        onKeyDown={key}
        onPaste={paste}
        onBlur={completion.close}
      />
      {hydrated && (
        <input
          ref={file}
          type="file"
          accept={props.attaches === undefined ? 'image/*' : `image/*,${props.attaches}`}
          multiple
          hidden
          aria-label={t('files')}
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      )}
      <PreviewPane preview={preview} />
      {note !== null && (
        <p className={uploads.error !== null || over > 0 ? 'editor-note wrong' : 'editor-note meta'} role="status">
          {note}
        </p>
      )}
      {offered && (
        <ul className="pop names" id={`${id}-names`} role="listbox" aria-label={t('names')}>
          {completion.offers.map((offer, index) => (
            // The text keeps the focus and has the keys (arrows, Enter, Tab, Escape) of this list, as a combobox does: an
            // option is never focused, so keys of its own would never be pressed.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={offer.id ?? offer.insert}
              id={`${id}-name-${index}`}
              role="option"
              className="one"
              aria-selected={index === completion.at}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(index)}
            >
              <span>{offer.words}</span>
              <span className="meta">{offer.hint ?? t('tag')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
})

type Preview =
  | { readonly at: 'off' }
  | { readonly at: 'waiting' }
  | { readonly at: 'shown'; readonly html: string }
  | { readonly at: 'failed'; readonly why: string }

function PreviewPane({ preview }: { readonly preview: Preview }) {
  const t = useWords(editorWords)
  if (preview.at === 'off') return null
  if (preview.at === 'shown') {
    return preview.html === '' ? (
      <p className="preview meta">{t('preview.empty')}</p>
    ) : (
      <div
        className="prose preview"
        dir="auto"
        aria-label={t('preview')}
        role="region"
        dangerouslySetInnerHTML={{ __html: preview.html }}
      />
    )
  }
  return (
    <p className="preview meta" role="status">
      {preview.at === 'failed' && (preview.why || t('preview.failed'))}
    </p>
  )
}

/** Rendered by the server's own renderer, so that it is what will be seen. */
async function askPreview(body: string, as: 'post' | 'article'): Promise<Preview> {
  try {
    const response = await fetch('/preview', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ body, as }),
    })
    const answer = (await response.json()) as { readonly html?: unknown; readonly error?: unknown }
    if (response.ok && typeof answer.html === 'string') return { at: 'shown', html: answer.html }
    return { at: 'failed', why: typeof answer.error === 'string' ? answer.error : '' }
  } catch {
    return { at: 'failed', why: '' }
  }
}

/** The browser's own insertion keeps its undo; where it is refused, the text is set. */
function replaceSelection(area: HTMLTextAreaElement, edit: Edit): void {
  const done =
    edit.insert === ''
      ? edit.from === edit.to || document.execCommand('delete')
      : document.execCommand('insertText', false, edit.insert)
  if (done) return
  area.setRangeText(edit.insert, edit.from, edit.to, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function completionKey(event: KeyboardEvent, completion: ReturnType<typeof useCompletion>, take: () => void): boolean {
  switch (event.key) {
    case 'ArrowDown':
      completion.move(1)
      break
    case 'ArrowUp':
      completion.move(-1)
      break
    case 'Enter':
    case 'Tab':
      take()
      break
    case 'Escape':
      completion.close()
      break
    default:
      return false
  }
  event.preventDefault()
  event.stopPropagation()
  return true
}

/** Pictures in what was pasted; text that comes along with a picture of itself stays text. */
function picturesOf(data: DataTransfer): readonly File[] {
  if (data.types.includes('text/plain')) return []
  return [...data.files].filter((one) => one.type.startsWith('image/'))
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
