import { z } from 'zod'
import { MAX_SENT, SentRequest } from './schemas.ts'

const answer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const counts = {
  type: 'object',
  properties: {
    accepted: { type: 'integer', description: 'New requests' },
    updated: {
      type: 'integer',
      description:
        'Requests that were there already and of which more is known now: further replies, outcome, satisfaction, handling time',
    },
    unchanged: { type: 'integer', description: 'Requests that were there already, as they are' },
    refused: { type: 'array', items: { type: 'string' }, description: 'External ids of requests that say nothing' },
  },
}

/** The API in the words of OpenAPI 3.1; the shape of a request is the one it is checked by. */
export function openApi(baseUrl: string) {
  const request = z.toJSONSchema(SentRequest, { io: 'input', unrepresentable: 'any' })
  return {
    openapi: '3.1.0',
    info: { title: 'Askwell', version: '1', description: 'Requests from other tools.' },
    servers: [{ url: baseUrl }],
    paths: {
      '/api/v1/requests': {
        post: {
          operationId: 'addRequests',
          summary: 'Add one support request, or a list of them',
          description:
            'Texts are redacted before they are stored. A request that is there already, by the token’s name and its external_id, is left as it is.',
          security: [{ token: [] }],
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', maxLength: 200 },
              description:
                'The same key with the same body is answered as the first time, with its status and body, and done once.',
            },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  oneOf: [
                    { $ref: '#/components/schemas/Request' },
                    { type: 'array', minItems: 1, maxItems: MAX_SENT, items: { $ref: '#/components/schemas/Request' } },
                  ],
                },
              },
            },
          },
          responses: {
            200: {
              description: 'Nothing new',
              content: { 'application/json': { schema: counts } },
            },
            201: { description: 'Added', content: { 'application/json': { schema: counts } } },
            401: answer('No token, or one that may not do this'),
            409: answer('The Idempotency-Key was used for another body'),
            413: answer('The body is too large'),
            422: answer('The body is wrong; errors name each place'),
            429: answer('Too often; Retry-After says when'),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'askwell token create NAME --scope requests.write' },
      },
      schemas: {
        Request: request,
        Problem: {
          type: 'object',
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            title: { type: 'string' },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { at: { type: 'string' }, why: { type: 'string' } } },
            },
          },
        },
      },
    },
  }
}
