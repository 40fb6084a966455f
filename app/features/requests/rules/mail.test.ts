import { english } from '#test/support/refusals.ts'
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
  ['Sent three photos from my phone and none arrived.', 'Sent three photos from my phone and none arrived.'],
  ['It is broken.\n\n--\nJane Roe\nAcme Inc.\n+1 555 0100', 'It is broken.'],
  ['First part.\n--\nThe second part fails, too.', 'First part.\n--\nThe second part fails, too.'],
  [
    '---------- Forwarded message ----------\nFrom: Anna <a@x.example>\nDate: Mon, 4 Mar 2024\nSubject: Card\nTo: <b@x.example>\n\nMy card is refused.',
    'My card is refused.',
  ],
  ['Det virker ikke.\n\nDen man. 4. mar. 2024 kl. 10.11 skrev Hjælp <h@x.example>:\n> Hej', 'Det virker ikke.'],
  ['Het werkt niet.\n\nOp ma 4 mrt 2024 om 10:11 schreef Hulp\n<h@x.example>:\n\n> Hallo', 'Het werkt niet.'],
  ['Nie działa.\n\npon., 4 mar 2024 o 10:11 Pomoc <h@x.example> napisał(a):\n\n> Cześć', 'Nie działa.'],
  ['Не работает.\n\nпн, 4 мар. 2024 г. в 10:11, Помощь <h@x.example>:\n\n> Привет', 'Не работает.'],
  ['動きません。\n\n2024年3月4日(月) 10:11 Help <h@x.example>:\n\n> こんにちは', '動きません。'],
  ['Ei toimi.\n\nma 4. maalisk. 2024 klo 10.11 Tuki (h@x.example) kirjoitti:\n\n> Hei', 'Ei toimi.'],
  ['不行。\n\nHelp <h@x.example> 于2024年3月4日周一 10:11写道：\n\n> 你好', '不行。'],
  ['안 됩니다.\n\n2024년 3월 4일 (월) 오전 10:11, Help <h@x.example>님이 작성:\n\n> 네', '안 됩니다.'],
  ['Çalışmıyor.\n\nHelp <h@x.example>, 4 Mar 2024 Pzt, 10:11 tarihinde şunu yazdı:\n\n> Merhaba', 'Çalışmıyor.'],
  ['Gone.\n\n*From:* Help <h@x.example>\n*Sent:* Monday, March 4, 2024\n*To:* Anna\n*Subject:* x\n\nold', 'Gone.'],
  ['It fails.\n\n-Abhi Kona\n\nOn Tue, Mar 4, 2025 at 1:11 AM, A B <a@x.example> wrote:\n> q', 'It fails.'],
  [
    'On Monday he wrote:\n\nThe shop is closed.\n\nIs that so?',
    'On Monday he wrote:\n\nThe shop is closed.\n\nIs that so?',
  ],
  ['> one?\nyes\n> two?\nno', 'yes\nno'],
  [
    'Fine.\n_______________________________________________\nTalk mailing list\nTalk@lists.example\nhttps://lists.example/talk',
    'Fine.',
  ],
  ['Steps:\n--\nOpen it. It closes. Why does that happen?', 'Steps:\n--\nOpen it. It closes. Why does that happen?'],
  ['Hi\n-- \nAnna\nExample Ltd\n\nOn Tue, Mar 4, 2025, A B <a@x.example> wrote:\n> q\n\nNew below', 'Hi\nNew below'],
])('of %j what is new is kept wherever it stands', (mail, own) => {
  expect(cutMail(mail)).toBe(own)
})

test.each([
  'Date: 5 May\nSubject: broken lamp\nFrom: Mia\n\nMy lamp broke, please help.',
  '>>> import lamp\n>>> lamp.on()\nTraceback: no such lamp\n\nWhat is wrong?',
  'Hi\n\nmy order number is\n-- \n12345\n\nand it never came. Where is it? I have been waiting for three weeks now.',
  'Bonjour,\n\nLe 4 mars 2025 à 10:11 vous avez écrit :\n\nVotre colis est parti.\n\nIl n’est pas arrivé.',
  'Hallo,\n\nam 4. März 2025 um 10:11 schrieb ich an hilfe@lampe.example:\n\nDie Lampe ist kaputt.',
  'Hi,\nwhat does the notice mean?\n\nThis message is confidential, it says, but it is an invoice.',
  'Hello,\n\nDisclaimer: I am no expert, and I may have pressed the wrong button here.\n\nIt hums.',
  'Please unsubscribe me.\n---\nI get mails from https://x.example every day, unsubscribe does nothing.',
  'Where is it?\n\nWritten on the box of the phone is 220 V\n\nIs that right?',
  'Where is it?\n\nSent from the warehouse on Monday',
  'Dear all,\n\nthe list:\n\n--\napples\npears\n--\n\nI need them on Monday.',
])('a text that only looks like more stays whole: %j', (text) => {
  expect(cutMail(text)).toBe(text)
})

test.each([
  ['> I want my money back', 'I want my money back'],
  ['On Tue, 4 Mar 2025 at 10:11, Lamp Help <help@lamp.example> wrote:\n> x\n> y', ''],
  [
    'I received this:\n\n-----Original Message-----\nFrom: Shop\nSubject: Parcel\n\nYour parcel is lost.\n\nIs that true?',
    'I received this:\n\nYour parcel is lost.\n\nIs that true?',
  ],
  ['See it.\n\n[cid:image001.png@01D1]', 'See it.'],
])('in doubt more of %j is kept', (mail, own) => {
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
}: Given) => {
  const reason = machineMail({ header: (name) => headers[name] ?? '', subject, from, types, text })
  return reason === null ? null : english(reason)
}

test.each<[Given, string]>([
  [{ types: ['multipart/report', 'text/plain', 'message/delivery-status'] }, 'could not be delivered'],
  [{ subject: 'Undelivered Mail', from: 'MAILER-DAEMON@mail.example' }, 'could not be delivered'],
  [{ subject: 'Unzustellbar: x', headers: { 'return-path': '<>' } }, 'could not be delivered'],
  [{ types: ['multipart/report', 'message/disposition-notification'] }, 'delivered or opened'],
  [{ headers: { 'auto-submitted': 'auto-replied' } }, 'automatic answer'],
  [{ headers: { 'x-autoreply': 'yes' } }, 'automatic answer'],
  [{ headers: { precedence: 'auto_reply' } }, 'automatic answer'],
  [{ subject: 'Automatic reply: Card' }, 'automatic answer'],
  [{ subject: 'Réponse automatique : Carte' }, 'automatic answer'],
  [{ subject: 'Автоматический ответ: карта' }, 'automatic answer'],
  [{ subject: 'Abwesenheitsnotiz: x', text: 'Ich bin bis zum 5. Mai nicht im Büro.' }, 'automatic answer'],
  [{ headers: { 'list-unsubscribe': '<https://shop.example/u>', precedence: 'bulk' } }, 'newsletter'],
  [{ headers: { 'auto-submitted': 'auto-generated' } }, 'written by a program'],
])('%j is of a program', (given, reason) => {
  expect(reasonOf(given)).toContain(reason)
})

test.each([
  ['en', 'Automatic reply: Door', 'Out of office', 'Undelivered Mail Returned to Sender', 'I am out of the office.'],
  ['de', 'Automatische Antwort: Tür', 'Abwesenheitsnotiz', 'Unzustellbar: Tür', 'Ich bin bis Montag im Urlaub.'],
  ['fr', 'Réponse automatique : porte', 'Absence du bureau', 'Échec de remise', 'Je suis actuellement absente.'],
  [
    'es',
    'Respuesta automática: puerta',
    'Fuera de la oficina',
    'No se pudo entregar: puerta',
    'Estoy fuera de la oficina.',
  ],
  ['it', 'Risposta automatica: porta', 'Fuori ufficio', 'Mancata consegna: porta', 'Sono in ferie.'],
  ['pt', 'Resposta automática: porta', 'Fora do escritório', 'Não entregue: porta', 'Estou de férias.'],
  ['nl', 'Automatisch antwoord: deur', 'Afwezig', 'Onbestelbaar: deur', 'Ik ben met vakantie.'],
  ['da', 'Automatisk svar: dør', 'Ikke til stede', 'Mailen kunne ikke leveres', 'Jeg er på ferie.'],
  ['no', 'Automatisk svar: dør', 'Fravær', 'Kan ikke leveres: dør', 'Jeg er på ferie.'],
  ['sv', 'Automatiskt svar: dörr', 'Frånvaro', 'Kunde inte levereras: dörr', 'Jag är på semester.'],
  ['fi', 'Automaattinen vastaus: ovi', 'Poissa', 'Toimitus epäonnistui', 'Olen lomalla.'],
  ['pl', 'Odpowiedź automatyczna: drzwi', 'Nieobecność', 'Niedostarczone: drzwi', 'Jestem na urlopie.'],
  ['cs', 'Automatická odpověď: dveře', 'Nepřítomnost', 'Nedoručitelná zpráva', 'Jsem na dovolené.'],
  ['ru', 'Автоматический ответ: дверь', 'Вне офиса', 'Недоставленное сообщение', 'Я в отпуске.'],
  ['uk', 'Автоматична відповідь: двері', 'Поза офісом', 'Не вдалося доставити', 'Я у відпустці.'],
  ['tr', 'Otomatik yanıt: kapı', 'Ofis dışında', 'İletilemedi: kapı', 'Bu hafta izindeyim.'],
  ['ja', '自動応答: ドア', '不在のお知らせ', '配信不能: ドア', '来週まで不在にしております。'],
  ['zh', '自动答复: 门', '休假', '退信: 门', '我正在休假。'],
  ['ko', '자동 회신: 문', '부재중', '반송: 문', '휴가 중입니다.'],
])('programs are known by their subjects in %s', (_, answer, away, undelivered, text) => {
  expect(reasonOf({ subject: answer })).toContain('automatic answer')
  expect(reasonOf({ subject: away, text })).toContain('automatic answer')
  expect(reasonOf({ subject: undelivered, headers: { 'return-path': '<>' } })).toContain('not be delivered')
  // The same words in a person's own mail are a question.
  expect(reasonOf({ subject: `Re: ${undelivered}` })).toBeNull()
})

test.each([
  [{ 'auto-submitted': 'auto-generated', 'in-reply-to': '<1@x>' }, 'Please turn the ring.', null],
  [{ 'x-auto-response-suppress': 'All', references: '<1@x>' }, 'Please turn the ring.', null],
  [{ precedence: 'bulk', 'auto-submitted': 'auto-generated', references: '<1@x>' }, 'Please turn the ring.', null],
  [
    { 'auto-submitted': 'auto-generated', 'in-reply-to': '<1@x>' },
    'Your request (17) has been received and is being looked at.',
    'written by a program',
  ],
  [
    { 'auto-submitted': 'auto-generated', 'in-reply-to': '<1@x>' },
    'Ihre Anfrage ist bei uns eingegangen.',
    'written by a program',
  ],
  [{ 'auto-submitted': 'auto-replied', 'in-reply-to': '<1@x>' }, 'Back on Monday.', 'automatic answer'],
  [{ 'auto-submitted': 'auto-generated' }, 'Please turn the ring.', 'written by a program'],
])('an agent’s reply that a help desk marks as its own is kept: %j, %s', (headers, text, reason) => {
  const found = reasonOf({ headers, text, subject: 'Re: Ring', from: 'help@lamp.example' })

  if (reason === null) expect(found).toBeNull()
  else expect(found).toContain(reason)
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

test.each([
  ['Anna Smith', 'Is it dark, asks [name]? The guest mode of a user works.'],
  ['Guest User', 'Is it dark, asks Smith? The guest mode of a user works.'],
  ['Customer 17', 'Is it dark, asks Smith? The guest mode of a user works.'],
])('“%s” in the column of who asked is taken out where it is a name', (requester, expected) => {
  const request = requestOf(
    () => 'Is it dark, asks Smith? The guest mode of a user works.',
    { text: 'text' },
    { dayFirst: true, scale: 'none', hasLostFigures: false },
  )

  expect(redactRequest({ ...request, requester }, [])?.text).toBe(expected)
})

test('the words of a program’s name are taken out of no text', () => {
  const request = requestOf(
    () => 'Mail from the System never arrives',
    { text: 'text' },
    { dayFirst: true, scale: 'none', hasLostFigures: false },
  )

  const redacted = redactRequest({ ...request, requesterName: 'Mail Delivery System' }, [])

  expect(redacted?.text).toBe('Mail from the System never arrives')
  const names = ['Support Team', 'Contact form', 'Kontaktformular', 'Anna Smith', 'Will Formby']
  expect(names.filter(isMachineName)).toEqual(['Support Team', 'Contact form', 'Kontaktformular'])
})
