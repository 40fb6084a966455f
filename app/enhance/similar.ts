import { pageWords } from './page-locale.ts'
import { askFor, lastOnly, make, rowWords, well } from './dom.ts'

const SHORTEST = 8
const later = lastOnly(350)

/** Threads that may already help, under the title of a question that is being written. */
export function similar(): void {
  document.addEventListener('input', (event) => {
    const title = event.target
    if (!(title instanceof HTMLInputElement)) return
    const id = title.dataset['similar']
    if (id === undefined) return
    later(async (signal) => {
      const words = title.value.trim()
      const body = title.form?.elements.namedItem('body')
      const query = new URLSearchParams({ title: words })
      if (body instanceof HTMLTextAreaElement) query.set('body', body.value.slice(0, 500))
      const rows = words.length < SHORTEST ? [] : await askFor(`/suggest/similar?${query}`, signal)
      // The page may have been drawn anew meanwhile, so the place is looked up now.
      const place = document.getElementById(id)
      if (signal.aborted || !place) return
      place.replaceChildren()
      if (rows.length === 0) return
      place.append(
        make('p', { class: 'meta', role: 'status' }, foundWords(rows)),
        make(
          'ul',
          { class: 'side-list' },
          ...rows.map((row) =>
            make(
              'li',
              {},
              well(row.state),
              make(
                'span',
                {},
                make('a', { href: row.address, dir: 'auto' }, row.title),
                ' ',
                make('span', { class: 'meta' }, rowWords(row)),
                ' ',
                make(
                  'button',
                  {
                    class: 'linky under',
                    formaction: '/solved',
                    formmethod: 'post',
                    formnovalidate: '',
                    name: 'solved',
                    value: `${row.state === 'covered' ? 'article' : 'thread'}:${row.id}`,
                  },
                  pageWords()('solved'),
                ),
              ),
            ),
          ),
        ),
      )
    })
  })
}

/** "One thread may already help:", "An article and 3 threads may already help:". */
function foundWords(rows: readonly { readonly state: string }[]): string {
  const t = pageWords()
  const articles = rows.filter((row) => row.state === 'covered').length
  const threads = rows.length - articles
  if (articles === 0) return t('found.threads', { threads })
  return threads === 0 ? t('found.articles', { articles }) : t('found.both', { articles, threads })
}
