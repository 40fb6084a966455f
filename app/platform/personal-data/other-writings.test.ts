import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test.each([
  ['Card 4111.1111.1111.1111 refused', 'Card [card number] refused'],
  ['Karte ４１１１ １１１１ １１１１ １１１１ gesperrt', 'Karte [card number] gesperrt'],
  ['４１１１１１１１１１１１１１１１', '[card number]'],
  ['My card number is 5555555555554444, CVC: 737', 'My card number is [card number], CVC: [card security code]'],
  ['exp 12/27 cvv 123 was refused', 'exp 12/27 cvv [card security code] was refused'],
  ['my pw=Tr0ub4dor&3', 'my pw=[password]'],
  ['パスワードは himitsu123 です', 'パスワードは [password] です'],
  ['密码是abc12345', '密码是[password]'],
  ['비밀번호는 hunter22 입니다', '비밀번호는 [password] 입니다'],
  ['jane.doe at gmail dot com', '[e-mail address]'],
  ['write to jane at gmail dot com please', 'write to [e-mail address] please'],
  ['jane.doe＠gmail.com', '[e-mail address]'],
  ['Pay DE89**3704** 0044 0532 0130 00 now', 'Pay [bank account] now'],
  ['Pay **DE89 3704 0044 0532 0130 00** now', 'Pay **[bank account]** now'],
  ['4111 1111 `1111` 1111', '[card number]'],
  ['IBAN DE89\n3704 0044\n0532 0130 00', 'IBAN [bank account]'],
  ['> IBAN DE89 3704 0044\n> 0532 0130 00', '> IBAN [bank account]'],
  ['Routing 021000021 account 1234567890', 'Routing [bank account] account [bank account]'],
  ['sort code 12-34-56, account no. 12345678', 'sort code [bank account], account no. [bank account]'],
  ['https://x.example/reset?token=abcdef0123456789abcdef&a=1', 'https://x.example/reset?token=[secret key]&a=1'],
  ['https://x.example/reset?token=abcdefabcdef', 'https://x.example/reset?token=[secret key]'],
  ['https://x.example/confirm/Abc123def456ghi789jkl', 'https://x.example/confirm/[secret key]'],
  ['postgres://app:secretpw@db/askwell', 'postgres://app:[password]@db/askwell'],
  ['SSN 078-05-1120 needed?', 'SSN [social security number] needed?'],
  ['my social security number is 078051120', 'my social security number is [social security number]'],
])('“%s” becomes “%s”', (text, expected) => {
  expect(redact(text).text).toBe(expected)
  expect(redact(redact(text).text).text).toBe(expected)
})

test.each([
  'Version 4111.1111.1111 of the driver',
  'The address 10.0.19045.3803 and 192.168.178.20',
  'Look at the dot com pages',
  'We met at noon dot at all',
  'The dot at the end of version 2.0 at work dot',
  'パスワードは8文字以上にしてください',
  'パスワードは2024年に変更しました',
  'パスワードを忘れました',
  '密码是什么',
  'Our CVC is not asked for 2024 orders',
  'The **bold 12** and _italic 34_ words',
  'Use `4` or **8** threads at 3840*2160*60',
  'AT12 is the room\nwhere the printer of the\nsecond floor stands',
  'My account 1234567890 at your shop',
  'The route 66 account 12345678',
  'https://x.example/search?q=token&key=description&code=printer',
  'https://x.example/login/how-to-sign-in-to-the-portal',
  'https://x.example/reset/how-to',
  'See https://host:8080/path and ftp://a:b',
  'Part 123-45-678 and 12-34-5678',
  'Call the order 900-12-3456',
  'Ｗｉｎｄｏｗｓ１１で開きません',
])('nothing is taken from “%s”', (text) => {
  expect(redact(text).text).toBe(text)
})
