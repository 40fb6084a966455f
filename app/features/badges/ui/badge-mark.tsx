import { EMPTY_DASH, emblemPath, PAIL_BODY, PAIL_HANDLE, PAIL_RIM, waterPath } from '../rules/pail.ts'
import type { BadgeLook } from '../types.ts'

export interface BadgeMarkProps {
  readonly look: BadgeLook
  /** Big on a page of its own, small in a line; in a shelf it has its own size. */
  readonly size?: 'big' | 'small'
}

/** The pail of a badge with its water; dashed while it is not earned. Its name always stands beside it. */
export function BadgeMark({ look: { emblem, water }, size }: BadgeMarkProps) {
  const className = `pail${water === 0 ? ' not' : ''}${size ? ` ${size}` : ''}`
  return (
    <svg className={className} viewBox="0 0 68 76" aria-hidden="true">
      <path className="pail-line" d={PAIL_HANDLE} strokeWidth={2.5} />
      <circle className="pail-full" cx={34} cy={12} r={3.2} />
      {water === 0 ? (
        <path className="pail-line" d={PAIL_BODY} strokeWidth={2} strokeDasharray={EMPTY_DASH} />
      ) : (
        <>
          <path className="pail-full" d={PAIL_BODY} />
          <path className="pail-water" d={waterPath(water)} />
        </>
      )}
      <path className="pail-line" d={PAIL_RIM} strokeWidth={4} />
      <path className="pail-emblem" d={emblemPath(emblem)} strokeWidth={2.25} />
    </svg>
  )
}
