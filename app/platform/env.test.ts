import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EnvError, parseEnv } from './env.server.ts'

describe('the settings of the environment', () => {
  test('with nothing set there is a working default for each', () => {
    expect(parseEnv({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://127.0.0.1:3000',
      dataDir: resolve('data'),
      databaseUrl: resolve('data/askwell.db'),
      meiliUrl: null,
      meiliKey: null,
      smtpUrl: null,
      mailFrom: expect.any(String),
      trustProxy: 0,
      role: 'all',
      metricsToken: null,
      logLevel: 'info',
      languages: ['en'],
      demoPassword: null,
      aiBaseUrl: null,
      aiKey: null,
      aiEmbeddingModel: null,
    })
  })

  test('an empty value counts as not set', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', ROLE: '' })).toEqual(parseEnv({}))
  })

  test('the address of the site has no slash at its end', () => {
    expect(parseEnv({ BASE_URL: 'https://help.example.com//' }).baseUrl).toBe('https://help.example.com')
  })

  test('a host that means all is not an address to send people to', () => {
    expect(parseEnv({ HOST: '0.0.0.0', PORT: '80' }).baseUrl).toBe('http://localhost:80')
  })

  test('every problem is named at once, in words', () => {
    const parse = () =>
      parseEnv({
        PORT: 'eighty',
        BASE_URL: 'help.example.com',
        DATABASE_URL: 'mysql://x',
        MEILI_URL: 'meili:7700',
        SMTP_URL: 'http://x',
        ROLE: 'boss',
        TRUST_PROXY: 'yes',
        METRICS_TOKEN: 'short',
        DEMO_PASSWORD: 'short',
      })

    expect(parse).toThrow(EnvError)
    for (const name of [
      'PORT',
      'BASE_URL',
      'DATABASE_URL',
      'MEILI_URL',
      'SMTP_URL',
      'ROLE',
      'TRUST_PROXY',
      'METRICS_TOKEN',
      'DEMO_PASSWORD',
    ]) {
      expect(parse).toThrow(new RegExp(`^ {2}${name} must `, 'm'))
    }
  })

  test('a model for vectors needs its server, and the embedded search', () => {
    const [AI_EMBEDDING_MODEL, AI_BASE_URL] = ['small', 'http://127.0.0.1:8080/v1']
    expect(parseEnv({ AI_EMBEDDING_MODEL, AI_BASE_URL }).aiEmbeddingModel).toBe('small')
    expect(() => parseEnv({ AI_EMBEDDING_MODEL })).toThrow(/needs AI_BASE_URL/)
    expect(() => parseEnv({ AI_EMBEDDING_MODEL, AI_BASE_URL, MEILI_URL: 'http://127.0.0.1:7700' })).toThrow(/MEILI_URL/)
  })

  test.each(['-1', '65536', '3.5', 'NaN', '1e9'])('PORT=%s is refused', (port) => {
    expect(() => parseEnv({ PORT: port })).toThrow(EnvError)
  })
})
