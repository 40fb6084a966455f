import { useWords } from '#app/locale/react.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'
import { ANSWER_LANGUAGES, type OfferView } from '../types.ts'
import { preparedWords } from '../words/prepared.ts'

export interface OffersProps {
  readonly offers: readonly OfferView[]
  /** The address that fills the field with one, where no script does. */
  readonly addressOf: (id: number) => string
  /** Puts one into the field. */
  readonly onTake: (offer: OfferView) => void
}

/** Prepared answers to choose from: links that fill the field on the server; with a script they fill it in place. */
export function PreparedOffers({ offers, addressOf, onTake }: OffersProps) {
  const t = useWords(preparedWords)
  const hydrated = useHydrated()
  return (
    <details className="prepared-offers">
      <summary>
        {t('offer.head')} {hydrated && <span className="meta">{t('offer.slash')}</span>}
      </summary>
      {offers.length === 0 ? (
        <p className="meta">{t.rich('offer.none', { link: (inner) => <a href="/desk/prepared/new">{inner}</a> })}</p>
      ) : (
        <ul>
          {offers.map((offer) => (
            <li key={offer.id}>
              <a
                href={addressOf(offer.id)}
                dir="auto"
                onClick={(event) => {
                  event.preventDefault()
                  onTake(offer)
                }}
              >
                {offer.title}
              </a>
              <span className="meta">
                <span lang={offer.locale}>{ANSWER_LANGUAGES[offer.locale]}</span>
                {offer.isDraft && <> · {t('offer.draft')}</>}
              </span>
            </li>
          ))}
          <li>
            <a href="/desk/prepared">{t('offer.all')}</a>
          </li>
        </ul>
      )}
    </details>
  )
}
