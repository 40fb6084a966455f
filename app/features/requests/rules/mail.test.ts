import { expect, test } from 'vitest'
import { cutMail } from './cut-mail.ts'
import { isMachineName, machineMail } from './machine-mail.ts'
import { redactRequest } from './redact-request.ts'
import { requestOf } from './request-of.ts'

test.each([
  [
    'On Tue, Mar 4, 2025 at 10:11 AM Help <h@x.example> wrote:\n> Which version?\n> And which phone?\n\nVersion 3, on a Pixel.',
    'Version 3, on a Pixel.',
  ],
  [
    'From: Vienna\nTo: Salzburg\n\nThe train was late, can I have my money back?',
    'From: Vienna\nTo: Salzburg\n\nThe train was late, can I have my money back?',
  ],
  [
    'Sent three photos from my phone and none arrived.',
    'Sent three photos from my phone and none arrived.',
  ],
  [
    '---------- Forwarded message ----------\nFrom: Anna <a@x.example>\nDate: Mon, 4 Mar 2024\nSubject: Card\nTo: <b@x.example>\n\nMy card is refused.',
    'My card is refused.',
  ],
  [
    'Det virker ikke.\n\nDen man. 4. mar. 2024 kl. 10.11 skrev Hjælp <h@x.example>:\n> Hej',
    'Det virker ikke.',
  ],
  [
    'Het werkt niet.\n\nOp ma 4 mrt 2024 om 10:11 schreef Hulp\n<h@x.example>:\n\n> Hallo',
    'Het werkt niet.',
  ],
  [
    'Nie działa.\n\npon., 4 mar 2024 o 10:11 Pomoc <h@x.example> napisał(a):\n\n> Cześć',
    'Nie działa.',
  ],
  ['Не работает.\n\nпн, 4 мар. 2024 г. в 10:11, Помощь <h@x.example>:\n\n> Привет', 'Не работает.'],
  ['動きません。\n\n2024年3月4日(月) 10:11 Help <h@x.example>:\n\n> こんにちは', '動きません。'],
  [
    'Ei toimi.\n\nma 4. maalisk. 2024 klo 10.11 Tuki (h@x.example) kirjoitti:\n\n> Hei',
    'Ei toimi.',
  ],
  ['不行。\n\nHelp <h@x.example> 于2024年3月4日周一 10:11写道：\n\n> 你好', '不行。'],
  [
    '안 됩니다.\n\n2024년 3월 4일 (월) 오전 10:11, Help <h@x.example>님이 작성:\n\n> 네',
    '안 됩니다.',
  ],
  [
    'Çalışmıyor.\n\nHelp <h@x.example>, 4 Mar 2024 Pzt, 10:11 tarihinde şunu yazdı:\n\n> Merhaba',
    'Çalışmıyor.',
  ],
  [
    'Gone.\n\n*From:* Help <h@x.example>\n*Sent:* Monday, March 4, 2024\n*To:* Anna\n*Subject:* x\n\nold',
    'Gone.',
  ],
  [
    'It fails.\n\n-Abhi Kona\n\nOn Tue, Mar 4, 2025 at 1:11 AM, A B <a@x.example> wrote:\n> q',
    'It fails.',
  ],
  [
    'On Monday he wrote:\n\nThe shop is closed.\n\nIs that so?',
    'On Monday he wrote:\n\nThe shop is closed.\n\nIs that so?',
  ],
  ['> one?\nyes\n> two?\nno', 'yes\nno'],
  [
    'Fine.\n_______________________________________________\nTalk mailing list\nTalk@lists.example\nhttps://lists.example/talk',
    'Fine.',
  ],
  [
    'Steps:\n--\nOpen it. It closes. Why does that happen?',
    'Steps:\n--\nOpen it. It closes. Why does that happen?',
  ],
  [
    'Hi\n-- \nAnna\nExample Ltd\n\nOn Tue, Mar 4, 2025, A B <a@x.example> wrote:\n> q\n\nNew below',
    'Hi\nNew below',
  ],
])('of %j what is new is kept wherever it stands', (mail, own) => {
  expect(cutMail(mail)).toBe(own)
})

interface Given {
  readonly headers?: Readonly<Record<string, string>>
  readonly subject?: string
  readonly from?: string
  readonly types?: readonly string[]
  readonly text?: string
}

const reasonOf = ({
  headers = {},
  subject = 'x',
  from = 'anna@mail.example',
  types = ['text/plain'],
  text = '',
}: Given) => machineMail({ header: (name) => headers[name] ?? '', subject, from, types, text })

test.each<[Given, string]>([
  [
    { types: ['multipart/report', 'text/plain', 'message/delivery-status'] },
    'could not be delivered',
  ],
  [{ subject: 'Undelivered Mail', from: 'MAILER-DAEMON@mail.example' }, 'could not be delivered'],
  [{ subject: 'Unzustellbar: x', headers: { 'return-path': '<>' } }, 'could not be delivered'],
  [{ types: ['multipart/report', 'message/disposition-notification'] }, 'delivered or opened'],
  [{ headers: { 'auto-submitted': 'auto-replied' } }, 'automatic answer'],
  [{ headers: { 'x-autoreply': 'yes' } }, 'automatic answer'],
  [{ headers: { precedence: 'auto_reply' } }, 'automatic answer'],
  [{ subject: 'Automatic reply: Card' }, 'automatic answer'],
  [{ subject: 'Réponse automatique : Carte' }, 'automatic answer'],
  [{ subject: 'Автоматический ответ: карта' }, 'automatic answer'],
  [
    { subject: 'Abwesenheitsnotiz: x', text: 'Ich bin bis zum 5. Mai nicht im Büro.' },
    'automatic answer',
  ],
  [
    { headers: { 'list-unsubscribe': '<https://shop.example/u>', precedence: 'bulk' } },
    'newsletter',
  ],
  [{ headers: { 'auto-submitted': 'auto-generated' } }, 'written by a program'],
])('%j is of a program', (given, reason) => {
  expect(reasonOf(given)).toContain(reason)
})

test.each<[Given]>([
  [{}],
  [{ subject: 'Out of office does not work' }],
  [{ subject: 'Out of office: how do I set it?', text: 'I can not find the switch.' }],
  [{ subject: 'Re: Automatic reply: Card' }],
  [{ subject: 'Fwd: Undelivered Mail Returned to Sender' }],
  [{ headers: { 'auto-submitted': 'no' } }],
  [
    {
      headers: {
        'list-id': '<support.shop.example>',
        precedence: 'list',
        'list-unsubscribe': '<x>',
      },
    },
  ],
  [{ headers: { 'list-id': '<users.shop.example>', 'list-post': '<mailto:users@shop.example>' } }],
  [
    {
      headers: { 'auto-submitted': 'auto-generated', 'reply-to': 'Ben <ben@mail.example>' },
      from: 'forms@shop.example',
    },
  ],
])('%j may be of a person', (given) => {
  expect(reasonOf(given)).toBeNull()
})

test('the words of a program’s name are taken out of no text', () => {
  const request = requestOf(
    () => 'Mail from the System never arrives',
    { text: 'text' },
    { dayFirst: true, scale: 'none', hasLostFigures: false },
  )

  const redacted = redactRequest({ ...request, requesterName: 'Mail Delivery System' }, [])

  expect(redacted?.text).toBe('Mail from the System never arrives')
  expect([isMachineName('Support Team'), isMachineName('Anna Smith')]).toEqual([true, false])
})
