import { expect, test } from 'vitest'
import { countLinks, linksIn } from './links.ts'

test.each([
  ['See https://help.shop.example.de/kb/refunds.', ['help.shop.example.de/kb/refunds']],
  [
    '[Refunds](https://help.shop.de/en-US/kb/refunds) and (https://help.shop.de/de/kb/refunds#when)',
    ['help.shop.de/kb/refunds'],
  ],
  ['<https://www.shop.de/wiki/Card_(bank)>, https://shop.de/wiki/Card_(bank)', ['shop.de/wiki/Card_(bank)']],
  [
    'http://shop.de/view.php?t=12&utm_source=mail and https://shop.de/view.php?t=13',
    ['shop.de/view.php?t=12', 'shop.de/view.php?t=13'],
  ],
  ['[https://shop.de/a](https://shop.de/a)', ['shop.de/a']],
  ['https://shop.de/de', ['shop.de/de']],
  ['https://pictures.shop.de/screen.PNG https://example.com/kb http://127.0.0.1:3000/kb https://me:pw@shop.de/', []],
  ['about:config, ftp://shop.de/x, shop.de/kb', []],
  ['https://', []],
  [`https://shop.de/${'x'.repeat(600)}`, []],
])('the addresses in %j', (text, addresses) => {
  expect(linksIn(text).map(({ address }) => address)).toEqual(addresses)
})

test('an address counts once for a request, and is given as most gave it', () => {
  const refunds = 'https://shop.de/en/refunds'
  const counted = countLinks(
    [
      [...linksIn(refunds), ...linksIn('https://shop.de/de/refunds')],
      linksIn(refunds),
      linksIn('https://shop.de/de/refunds https://shop.de/once'),
    ],
    5,
  )
  expect(counted).toEqual([{ address: 'shop.de/refunds', href: refunds, requests: 3 }])
})
