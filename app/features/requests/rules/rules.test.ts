import { cpuMilliseconds } from '#test/support/cpu.ts'
import { describe, expect, test } from 'vitest'
import { cutMail } from './cut-mail.ts'
import { guessColumns } from './guess-columns.ts'
import { languageOf } from './language.ts'
import { outcomeOf, requestOf, secondsOf, tagsOf } from './request-of.ts'
import { timeOf } from './times.ts'

describe('what a program or a company added to a mail is cut', () => {
  test.each([
    [
      'My card is gone.\n\nOn Mon, Mar 4, 2024 at 10:11 AM Help <help@example.test> wrote:\n> How are you?',
      'My card is gone.',
    ],
    ['Karte weg\n\nAm 04.03.2024 um 10:11 schrieb Hilfe <h@example.test>:\n> Hallo', 'Karte weg'],
    ['Perdue\n\nLe lun. 4 mars 2024 à 10:11, Aide <a@example.test> a écrit :\n> Bonjour', 'Perdue'],
    ['Perdida\n\nEl lun, 4 mar 2024 a las 10:11, Ayuda (<a@example.test>)\nescribió:\n> Hola', 'Perdida'],
    ['Persa\n\nIl giorno lun 4 mar 2024 alle ore 10:11 Aiuto ha scritto:\n> Ciao', 'Persa'],
    ['Gone\n-----Original Message-----\nFrom: x', 'Gone'],
    ['Weg\n-----Ursprüngliche Nachricht-----\nVon: x', 'Weg'],
    ['Gone\n\nFrom: Help <h@example.test>\nSent: Monday, March 4\nTo: Anna\nSubject: x\n\nold', 'Gone'],
    ['> you said\nI say this\n> and that\nand more', 'I say this\nand more'],
    ['It fails.\n-- \nAnna Smith\nExample Ltd', 'It fails.'],
    ['It fails.\n\nSent from my iPhone', 'It fails.'],
    ['Geht nicht.\nVon meinem iPhone gesendet', 'Geht nicht.'],
    ['Ne marche pas\nEnvoyé de mon téléphone Samsung', 'Ne marche pas'],
    ['No va\nEnviado desde mi iPhone', 'No va'],
    ['Non va\nInviato da iPhone', 'Non va'],
    ['It fails.\n\nThis e-mail is confidential and intended only for the addressee. More.', 'It fails.'],
    ['Geht nicht.\nDiese E-Mail enthält vertrauliche Informationen.', 'Geht nicht.'],
    ['I wrote: it fails\nOn Monday it worked', 'I wrote: it fails\nOn Monday it worked'],
    ['From: 3 to: 5 it fails', 'From: 3 to: 5 it fails'],
    ['a - b -- c', 'a - b -- c'],
  ])('%j', (mail, own) => {
    expect(cutMail(mail)).toBe(own)
  })

  test('hostile lines cost no time', async () => {
    const lines = [
      'On '.repeat(20_000),
      'this email '.repeat(8000),
      ' '.repeat(60_000),
      'From: \n'.repeat(9000),
      '<a@'.repeat(9000),
    ]

    const spent = await cpuMilliseconds(() => lines.map((line) => cutMail(`x\n${line}\n${line}`)))

    expect(spent).toBeLessThan(1500)
  })
})

test.each([
  ['2024-03-04', true, '2024-03-04T00:00:00.000Z'],
  ['2024-03-04 10:11', true, '2024-03-04T10:11:00.000Z'],
  ['2024-03-04T10:11:12+02:00', true, '2024-03-04T08:11:12.000Z'],
  ['2018-11-30T16:29:42', true, '2018-11-30T16:29:42.000Z'],
  ['03/04/2024', true, '2024-04-03T00:00:00.000Z'],
  ['03/04/2024', false, '2024-03-04T00:00:00.000Z'],
  ['13/04/2024 5:06 PM', false, '2024-04-13T17:06:00.000Z'],
  ['04.03.24', false, '2024-03-04T00:00:00.000Z'],
  ['20240304', true, '2024-03-04T00:00:00.000Z'],
  ['20240304T101112Z', true, '2024-03-04T10:11:12.000Z'],
  ['202403041011', true, '2024-03-04T10:11:00.000Z'],
  ['20241304', true, null],
  ['1709547072', true, '2024-03-04T10:11:12.000Z'],
  ['1709547072000', true, '2024-03-04T10:11:12.000Z'],
  ['Mon, 4 Mar 2024 10:11:12 +0100', true, '2024-03-04T09:11:12.000Z'],
  ['45355', true, '2024-03-04T00:00:00.000Z'],
  ['45355.4244444444', true, '2024-03-04T10:11:12.000Z'],
  ['45355,5', true, '2024-03-04T12:00:00.000Z'],
  ['99999', true, null],
  ['2024-02-31', true, null],
  ['17', true, null],
  ['yesterday', true, null],
  ['', true, null],
])('“%s” is the time %s, %s', (text, dayFirst, time) => {
  const at = timeOf(text, dayFirst)
  expect(at === null ? null : new Date(at).toISOString()).toBe(time)
})

test.each([
  ['How do I reset the password of my account?', 'en'],
  ['Wie kann ich mein Passwort ändern? Es geht nicht.', 'de'],
  ['Je ne peux pas me connecter à mon compte', 'fr'],
  ['No puedo cambiar mi contraseña en la aplicación', 'es'],
  ['Non riesco a cambiare la mia password con il telefono', 'it'],
  ['Não consigo mudar a minha senha no aplicativo', 'pt'],
  ['Ik kan mijn wachtwoord niet veranderen op de app', 'nl'],
  ['Jag kan inte ändra mitt lösenord på telefonen', 'sv'],
  ['Nie mogę zmienić hasła w mojej aplikacji', 'pl'],
  ['Не могу изменить пароль в приложении', 'ru'],
  ['パスワードを変更できません', 'ja'],
  ['我无法更改密码', 'zh'],
  ['비밀번호를 변경할 수 없습니다', 'ko'],
  ['لا أستطيع تغيير كلمة المرور', 'ar'],
  ['😀😀😀', null],
  ['ERR_404', null],
  ['', null],
])('“%s” is %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

test('small values are read as exports write them', () => {
  expect(['Solved', 'gelöst', 'pending', 'NEW', 'weird'].map(outcomeOf)).toEqual([
    'solved',
    'solved',
    'answered',
    'unanswered',
    'unknown',
  ])
  expect(['90', '1:30', '0:01:30', '2 min', '1.5 h', 'long'].map(secondsOf)).toEqual([90, 90, 90, 120, 5400, null])
  expect(tagsOf('["a", "b"]')).toEqual(['a', 'b'])
  expect(tagsOf('a; b c;a')).toEqual(['a', 'b c'])
})

test.each([
  ['Minutes spent', '9', 540],
  ['Handling time (min)', '1.5', 90],
  ['Hours', '2', 7200],
  ['Minimum', '9', 9],
  ['Handling time', '90', 90],
  ['Minutes', '0:01:30', 90],
])('of the column “%s” “%s” are %i seconds', (handling, value, seconds) => {
  const row: Record<string, string> = { Message: 'It fails', [handling]: value }
  const request = requestOf(
    (column) => row[column],
    { text: 'Message', handling },
    { dayFirst: true, scale: 'none', hasLostFigures: false },
  )

  expect(request).toMatchObject({ handlingSeconds: seconds })
})

test('a column of minutes is taken for the handling time', () => {
  expect(guessColumns(() => ['Message,Minutes spent', 'My card is gone and I need it,9']).mapping).toEqual({
    text: 'Message',
    handling: 'Minutes spent',
  })
})

test('one column that is not named is the text when it holds sentences', () => {
  expect(guessColumns(() => ['text;category', 'I am still waiting on my card?;card_arrival']).mapping).toEqual({
    text: 'text',
    tags: 'category',
  })
  expect(
    guessColumns(() => ['Anliegen des Kunden,Zeile', 'Ich warte noch immer auf meine Karte,1']).mapping,
  ).toMatchObject({ text: 'Anliegen des Kunden' })
})
