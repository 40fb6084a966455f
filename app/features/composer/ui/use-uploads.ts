import { useCallback, useState } from 'react'
import { useWords } from '#app/locale/react.tsx'
import type { Speaker } from '#app/locale/speak.ts'
import { editorWords } from '../words/editor.ts'

/** What is said of files on their way. */
export interface UploadState {
  /** "Uploading screenshot.png, 40 %"; null = none is on its way. */
  readonly progress: string | null
  /** Why the last one was refused, as a sentence. */
  readonly error: string | null
}

const KINDS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

export interface Uploads extends UploadState {
  readonly add: (files: readonly File[]) => void
}

/**
 * Sends files one after another; `place` gets the Markdown of each as it arrives. `documents`: others than
 * pictures are sent too, and the server says which of them can be attached.
 */
export function useUploads(place: (markdown: string) => void, documents: boolean): Uploads {
  const t = useWords(editorWords)
  const [state, setState] = useState<UploadState>({ progress: null, error: null })

  const add = useCallback(
    (files: readonly File[]) => {
      void (async () => {
        for (const file of files) {
          if (!KINDS.includes(file.type) && !(documents && !file.type.startsWith('image/'))) {
            setState({
              progress: null,
              error: t('upload.kind', { name: file.name }),
            })
            continue
          }
          setState({ progress: t('uploading', { name: file.name }), error: null })
          const answer = await send(file, t, (percent) =>
            setState({ progress: t('uploading.percent', { name: file.name, percent }), error: null }),
          )
          if ('markdown' in answer) place(answer.markdown)
          setState({ progress: null, error: 'error' in answer ? answer.error : null })
        }
      })()
    },
    [place, documents, t],
  )

  return { ...state, add }
}

type EditorSpeaker = Speaker<typeof editorWords.messages>

type Answer = { readonly markdown: string } | { readonly error: string }

/** `fetch` cannot say how much of a body was sent, so this is the older way. */
function send(file: File, t: EditorSpeaker, onProgress: (percent: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/uploads')
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((100 * event.loaded) / event.total))
    }
    request.onload = () => resolve(answerOf(request.response, request.status, t))
    request.onerror = () => resolve({ error: t('upload.lost') })
    const body = new FormData()
    body.set('file', file)
    request.send(body)
  })
}

function answerOf(response: unknown, status: number, t: EditorSpeaker): Answer {
  if (typeof response === 'object' && response !== null) {
    const { markdown, error } = response as Record<string, unknown>
    if (typeof markdown === 'string') return { markdown }
    if (typeof error === 'string') return { error }
  }
  return {
    error: status === 413 ? t('upload.large') : t('upload.failed'),
  }
}
