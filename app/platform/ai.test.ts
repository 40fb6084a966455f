import { afterEach, expect, test } from 'vitest'
import { aModelServer, type TestModelServer } from '#test/support/fakes/model.ts'
import { openModel } from './ai.server.ts'

let server: TestModelServer | null = null
afterEach(() => server?.stop())

test('texts are worded by the first model that is not the one for vectors', async () => {
  server = await aModelServer(['vectors', 'writer', 'another'])
  server.says('Done.')
  const model = openModel({ url: server.url, embeddingModel: 'vectors' })

  expect(await model.complete({ system: 'Be short.', user: 'Go.' })).toBe('Done.')
  expect(server.askedModel).toBe('writer')
})
