/**
 * A text of the demonstration's sets without the labels that the makers of the sets put in place of numbers: most hid a
 * version ("Firefox [phone]-bit)"), which reads as nonsense in public.
 */
export function withoutLabels(text) {
  return text
    .replace(/"\(?\[phone\]\)?"/g, '"A question with a number"')
    .replace(/(?:\s*\(?v(?:ersion)?\.?)?\s*\(?\[phone\]\)?[- ]?bits?\)?/gi, '')
    .replace(/\s*\(?\[phone\]\)?/g, '')
}
