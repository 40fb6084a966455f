import type { Product } from './product.ts'

/** What came back for an answer that was sent. */
export interface Sent {
  /** 0 where the connection broke. */
  readonly status: number
  readonly text: string
}

/** Answers thread 1 as the member whose cookie it is; a broken connection is no error. */
export async function sendAnswer(product: Product, cookie: string, body: string): Promise<Sent> {
  try {
    const response = await fetch(`${product.url}/t/1/answers`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: product.url },
      body: new URLSearchParams({ body, as: 'answer' }),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    return { status: 0, text: String(error) }
  }
}
