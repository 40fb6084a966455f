import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { describedBy, fieldId, FieldWrap } from '#app/ui/field.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'
import { tagWords } from '../words/tags.ts'
import { tagInserted, tagTyped } from './tag-typed.ts'

export interface TagsFieldProps {
  readonly hint: string
  readonly defaultValue: string
  readonly error?: string | undefined
}

interface TagOffer {
  readonly name: string
  /** The synonym that was typed; null where the name itself was. */
  readonly synonym: string | null
}

const PAUSE = 120
const NAME = 'tags'
const ID = fieldId(NAME)

/**
 * A line of tags with commas between them. Without a script it is a plain field; with one it is a combobox over
 * a listbox of the tags in use: the arrows choose, Enter takes, Escape closes, and so do mouse and finger.
 */
export function TagsField({ hint, defaultValue, error }: TagsFieldProps) {
  const t = useWords(tagWords)
  const hydrated = useHydrated()
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<number>()
  const request = useRef<AbortController>()
  const [offers, setOffers] = useState<readonly TagOffer[]>([])
  const [at, setAt] = useState(-1)
  const isOpen = offers.length > 0

  const close = () => {
    window.clearTimeout(timer.current)
    request.current?.abort()
    setOffers([])
    setAt(-1)
  }

  useEffect(
    () => () => {
      window.clearTimeout(timer.current)
      request.current?.abort()
    },
    [],
  )

  const look = () => {
    close()
    const input = field.current
    if (!input) return
    const { query, others } = tagTyped(input.value, input.selectionEnd ?? input.value.length)
    if (query === '') return
    timer.current = window.setTimeout(() => {
      const controller = new AbortController()
      request.current = controller
      findTags(query, controller.signal).then(
        (found) => setOffers(found.filter(({ name }) => !others.includes(name))),
        () => undefined, // the line is away: the field goes on as a plain one
      )
    }, PAUSE)
  }

  const take = (offer: TagOffer) => {
    const input = field.current
    if (!input) return
    const typed = tagTyped(input.value, input.selectionEnd ?? input.value.length)
    const inserted = tagInserted(input.value, typed, offer.name)
    input.setRangeText(inserted, typed.from, typed.to, 'end')
    input.focus()
    // As if it had been typed: the form hears of it, and the list closes.
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }

  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (!isOpen) {
      if (event.key === 'ArrowDown') look()
      return
    }
    const active = offers[at]
    if (event.key === 'ArrowDown') setAt(at + 1 >= offers.length ? -1 : at + 1)
    else if (event.key === 'ArrowUp') setAt(at < 0 ? offers.length - 1 : at - 1)
    else if (event.key === 'Enter' && active) take(active)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  }

  return (
    <FieldWrap label={t('label')} name={NAME} hint={hint} error={error}>
      <div className="completes">
        <input
          ref={field}
          id={ID}
          name={NAME}
          defaultValue={defaultValue}
          dir="auto"
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(ID, hint, error)}
          {...(hydrated && {
            role: 'combobox',
            'aria-autocomplete': 'list',
            'aria-expanded': isOpen,
            'aria-controls': isOpen ? `${ID}-list` : undefined,
            'aria-activedescendant': at < 0 ? undefined : `${ID}-option-${at}`,
          })}
          onInput={look}
          onKeyDown={key}
          onBlur={close}
        />
        {isOpen && (
          <ul className="pop names" id={`${ID}-list`} role="listbox" aria-label={t('offers')}>
            {offers.map((offer, index) => (
              // The field keeps the focus and has the keys (arrows, Enter, Escape) of this list, as a combobox does: an
              // option is never focused, so keys of its own would never be pressed.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <li
                key={offer.name}
                id={`${ID}-option-${index}`}
                role="option"
                className="one"
                aria-selected={index === at}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(offer)}
              >
                <span>{offer.name}</span>
                {offer.synonym !== null && <span className="meta">{t('synonym', { synonym: offer.synonym })}</span>}
              </li>
            ))}
          </ul>
        )}
        {hydrated && (
          <span className="hide" role="status">
            {isOpen ? t('count', { count: offers.length }) : ''}
          </span>
        )}
      </div>
    </FieldWrap>
  )
}

async function findTags(query: string, signal: AbortSignal): Promise<readonly TagOffer[]> {
  const response = await fetch(`/suggest/tags?q=${encodeURIComponent(query)}`, {
    signal,
    headers: { accept: 'application/json' },
  })
  if (!response.ok) return []
  const answer = (await response.json()) as { readonly rows?: readonly TagOffer[] } // our own address
  return answer.rows ?? []
}
