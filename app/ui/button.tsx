import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonLook {
  /** One primary act a page; `plain` has no border; `danger` hurts. */
  readonly look?: 'primary' | 'border' | 'plain' | 'danger' | 'danger-primary'
  readonly small?: boolean
  readonly icon?: IconName
}

function classOf({ look = 'border', small }: ButtonLook): string {
  const tone = look === 'border' ? '' : ` ${look.replace('-', ' ')}`
  return `button${tone}${small ? ' small' : ''}`
}

export interface ButtonProps extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** What the button does while it works, e.g. "Posting"; it keeps its width. */
  readonly busyWord?: string
  readonly busy?: boolean
  readonly children: ReactNode
}

/** A button of a form, so its type is submit unless said otherwise. */
export function Button({ look, small, icon, busyWord, busy = false, children, type = 'submit', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ ...(look && { look }), ...(small && { small }) })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
    >
      {icon && <Icon name={icon} />}
      {busyWord === undefined ? (
        children
      ) : (
        <span className="swap">
          <span className={busy ? 'off' : undefined}>{children}</span>
          <span className={busy ? undefined : 'off'} aria-hidden={!busy}>
            <i className="spin" />
            {busyWord}
          </span>
        </span>
      )}
    </button>
  )
}

export interface LinkButtonProps extends ButtonLook {
  readonly href: string
  readonly children: ReactNode
}

/** A link that is the act of its place. */
export function LinkButton({ href, look, small, icon, children }: LinkButtonProps) {
  return (
    <a className={classOf({ ...(look && { look }), ...(small && { small }) })} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
