import { useFetcher } from '@remix-run/react'
import { Icon, type IconName } from './icon.tsx'
import { useSentOnce } from './use-sent-once.ts'
import { figure } from './words.ts'

export interface CountButtonProps {
  /** Where the form is posted, with `intent` add or withdraw. */
  readonly action: string
  readonly icon: IconName
  readonly label: string
  readonly count: number
  readonly pressed: boolean
  /** Said of whom, for those who hear the button without its surroundings. */
  readonly about?: string
  readonly disabled?: boolean
}

/** A word and a figure in one control: a form, pressed when it is one's own. */
export function CountButton(props: CountButtonProps) {
  const fetcher = useFetcher()
  const sendOnce = useSentOnce(fetcher.state !== 'idle')
  const asked = fetcher.formData?.get('intent')
  const pressed = asked === undefined || asked === null ? props.pressed : asked === 'add'
  const count = props.count + (pressed === props.pressed ? 0 : pressed ? 1 : -1)
  return (
    <fetcher.Form method="post" action={props.action} onSubmit={sendOnce}>
      <button
        className="count"
        name="intent"
        value={pressed ? 'withdraw' : 'add'}
        aria-pressed={pressed}
        disabled={props.disabled}
        title={props.about}
      >
        <span>
          <Icon name={props.icon} />
          {props.label}
        </span>
        <b>{figure(count)}</b>
      </button>
    </fetcher.Form>
  )
}

export interface CountLinkProps {
  readonly href: string
  readonly icon: IconName
  readonly label: string
  readonly count?: number
}

/** The same control where the act needs an account first, or is only a place to go. */
export function CountLink({ href, icon, label, count }: CountLinkProps) {
  return (
    <a className="count" href={href}>
      <span>
        <Icon name={icon} />
        {label}
      </span>
      {count !== undefined && <b>{figure(count)}</b>}
    </a>
  )
}
