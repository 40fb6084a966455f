import { useCallback, useState } from 'react'

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
  const [state, setState] = useState<UploadState>({ progress: null, error: null })

  const add = useCallback(
    (files: readonly File[]) => {
      void (async () => {
        for (const file of files) {
          if (!KINDS.includes(file.type) && !(documents && !file.type.startsWith('image/'))) {
            setState({
              progress: null,
              error: `${file.name} is no picture that can be shown here. PNG, JPEG, WebP and GIF can.`,
            })
            continue
          }
          setState({ progress: `Uploading ${file.name}.`, error: null })
          const answer = await send(file, (percent) =>
            setState({ progress: `Uploading ${file.name}, ${percent} %.`, error: null }),
          )
          if ('markdown' in answer) place(answer.markdown)
          setState({ progress: null, error: 'error' in answer ? answer.error : null })
        }
      })()
    },
    [place, documents],
  )

  return { ...state, add }
}

type Answer = { readonly markdown: string } | { readonly error: string }

/** `fetch` cannot say how much of a body was sent, so this is the older way. */
function send(file: File, onProgress: (percent: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/uploads')
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((100 * event.loaded) / event.total))
    }
    request.onload = () => resolve(answerOf(request.response, request.status))
    request.onerror = () => resolve({ error: 'The file did not get through. Try again when the line is back.' })
    const body = new FormData()
    body.set('file', file)
    request.send(body)
  })
}

function answerOf(response: unknown, status: number): Answer {
  if (typeof response === 'object' && response !== null) {
    const { markdown, error } = response as Record<string, unknown>
    if (typeof markdown === 'string') return { markdown }
    if (typeof error === 'string') return { error }
  }
  return {
    error:
      status === 413
        ? 'The file is larger than what can be stored here.'
        : 'The file could not be stored. Nothing else was lost.',
  }
}
