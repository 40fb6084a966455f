import { learnPageWords } from './page-locale.ts'
import { corrected } from './corrected.ts'
import { keys } from './keys.ts'
import { menus } from './menus.ts'
import { offline } from './offline.ts'
import { opened } from './opened.ts'
import { personCard } from './person-card.ts'
import { place } from './say.ts'
import { share } from './share.ts'
import { similar } from './similar.ts'
import { suggest } from './suggest.ts'
import { writingPlaces } from './writing-places.ts'

// Everything listens on the document and draws into the body: pages that React takes over stay as they are.
void learnPageWords()
suggest()
similar()
keys()
menus()
writingPlaces()
corrected()
personCard()
share()
opened()
offline()

// Not at once: React compares the body with what it would have drawn, and leaves later additions alone.
addEventListener('load', () => setTimeout(place))
