import { saying, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import type { z } from 'zod'
import { AppError, notFound } from '#app/kernel/errors.ts'

export async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)) {
    throw new AppError('invalid', saying(platformRefusals, 'form.unreadable'))
  }
  try {
    return await request.formData()
  } catch {
    throw new AppError('invalid', saying(platformRefusals, 'form.cut'))
  }
}

/**
 * Checks a form against its schema. Only the schema's own fields are seen, the last of a repeated
 * single field is refused by type, and the error carries one sentence a field.
 */
export function parseForm<S extends z.ZodType>(schema: S, form: FormData): z.infer<S> {
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name)
    raw[name] = all.length === 1 ? all[0] : all
  }
  return parseShape(schema, raw)
}

/** The same for a query string. */
export function parseQuery<S extends z.ZodType>(schema: S, query: URLSearchParams): z.infer<S> {
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const name of new Set(query.keys())) {
    const all = query.getAll(name)
    raw[name] = all.length === 1 ? all[0] : all
  }
  return parseShape(schema, raw)
}

/** The text of one field; empty when it is missing or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Checks one more demand on a form's `reason`. */
export function parseReason<S extends z.ZodType>(schema: S, reason: string): z.infer<S> {
  const parsed = schema.safeParse(reason)
  if (parsed.success) return parsed.data
  const why = parsed.error.issues[0]?.message ?? saying(platformRefusals, 'form.reason')
  throw new AppError('invalid', why, { fields: { reason: why } })
}

function parseShape<S extends z.ZodType>(schema: S, raw: Record<string, unknown>): z.infer<S> {
  const parsed = schema.safeParse({ ...raw })
  const fields: Record<string, Saying | string> = {}
  if (parsed.success) {
    for (const [name, value] of Object.entries(parsed.data ?? {})) {
      const holdsNul = [value].flat().some((one) => typeof one === 'string' && one.includes('\0'))
      // PostgreSQL stores no such character, and would fail instead of refusing.
      if (holdsNul) fields[name] = saying(platformRefusals, 'form.character')
    }
    if (Object.keys(fields).length === 0) return parsed.data
  } else {
    for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message
  }
  throw new AppError('invalid', saying(platformRefusals, 'form.invalid'), { fields })
}

/** What was typed, to fill the form again, repeated fields with commas between; never a password or a file. */
export function valuesOf(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string' || /password/i.test(name)) continue
    const before = values[name]
    values[name] = (before === undefined ? value : `${before},${value}`).slice(0, 100_000)
  }
  return values
}

/** An id from an address; anything that is none is a page that does not exist. */
export function idParam(text: string | undefined): number {
  if (!text || !/^[1-9]\d{0,14}$/.test(text)) throw notFound()
  return Number(text)
}
