/** A public document for programs of any site: JSON of its own type, JSON-LD unless told otherwise. */
export function linkedData(document: object, type = 'application/ld+json'): Response {
  return new Response(JSON.stringify(document, null, 2), {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
    },
  })
}
