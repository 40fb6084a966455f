import type { RouteConfig } from '@remix-run/route-config'
import { flatRoutes } from '@remix-run/fs-routes'

/** A folder says for whom its routes are, not what their addresses are: those stand in the files' names. */
const FOLDERS = ['public', 'desk', 'api'] as const

const config: RouteConfig = Promise.all(
  FOLDERS.map((folder) => flatRoutes({ rootDirectory: `routes/${folder}`, ignoredRouteFiles: ['**/*.test.*'] })),
).then((folders) => folders.flat())

export default config
