import { createMember } from '#app/features/accounts/commands/create-member.server.ts'
import { setPassword, setRole } from '#app/features/accounts/commands/set-member.server.ts'
import { ROLES, type Role } from '#app/kernel/roles.ts'
import { systemClock } from '#app/kernel/clock.ts'
import { readEnv } from '#app/platform/env.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { readArgs, UsageError, type Command } from './command.ts'

export const member: Command = {
  name: 'member',
  about: 'Make a member, or change a role or password',
  usage: [
    'member create EMAIL --handle HANDLE --name NAME --role ROLE   (the password is read from PASSWORD)',
    '       npm run askwell -- member role WHO ROLE',
    '       npm run askwell -- member password WHO                          (read from PASSWORD)',
  ].join('\n'),
  async run(args) {
    const { positionals, values } = readArgs(args, {
      handle: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
    })
    const [act, who, third] = positionals
    if (!act || !who) throw new UsageError('Say what to do, and with whom.')
    const db = openDatabase(readEnv().databaseUrl)
    try {
      await migrate(db)
      const parts = { db, clock: systemClock }
      switch (act) {
        case 'create': {
          const role = roleOf(values.role ?? 'customer')
          const handle = values.handle ?? who.split('@')[0] ?? ''
          const id = await createMember(parts, {
            email: who,
            handle,
            name: values.name ?? handle,
            role,
            password: password(),
          })
          console.log(`Made member ${id}, ${handle}, as ${role}.`)
          return
        }
        case 'role':
          await setRole(parts, who, roleOf(third ?? ''))
          console.log(`${who} is ${third} now, and has to sign in again.`)
          return
        case 'password':
          await setPassword(parts, who, password())
          console.log(`${who} has a new password, and has to sign in again.`)
          return
        default:
          throw new UsageError(`“member ${act}” can’t be done.`)
      }
    } finally {
      await db.destroy()
    }
  },
}

function roleOf(text: string): Role {
  const role = ROLES.find((one) => one === text)
  if (!role) throw new UsageError(`A role is one of ${ROLES.join(', ')}.`)
  return role
}

/** From the environment, so that it stands in no shell's history. */
function password(): string {
  const given = process.env['PASSWORD'] // no setting of the product
  if (!given) throw new UsageError('Set PASSWORD in the environment.')
  return given
}
