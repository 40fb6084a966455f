/** The name of the product, which no language writes otherwise. */
const NAME = 'Askwell'

/** The drawn name: the a is the well in section, filled to the height of the bar of the e. */
export function Wordmark() {
  return (
    <svg className="wordmark" viewBox="0 4 300 76" width="107" height="27" role="img" aria-label={NAME}>
      <path className="water" d="M8.9 49.2H41.1A16.5 16.5 0 1 1 8.9 49.2z" />
      <path
        fill="currentColor"
        d="M43 28h9v50h-9zM100 6h9v72h-9zM124.5 28h11.2L119.2 51.5h-11.2zM114.2 43.5h10.4L138 78h-10.4zM142 28h9.6L165.6 78h-9.6zM169.5 28h9.6L165.6 78h-9.6zM169.5 28h9.6L192.6 78h-9.6zM197 28h9.6L192.6 78h-9.6zM214.5 49.2H260V58H214.5zM270 6h9v72h-9zM290 6h9v72h-9z"
      />
      <path
        fill="none"
        stroke="currentColor"
        strokeWidth="9"
        d="M45.5 53a20.5 20.5 0 1 1-41 0a20.5 20.5 0 1 1 41 0zM86.77 37.72A12.2 10.4 0 1 0 76 53A12.2 10.25 0 1 1 65.23 68.14M255.5 58V53A20.5 20.5 0 1 0 251.15 65.62"
      />
    </svg>
  )
}
