import { z } from 'zod'
import { isHue } from '#app/kernel/hues.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { asLine } from '#app/kernel/text.ts'

const ticked = z.literal('1').optional()

const CategoryName = z
  .string('Name the category.')
  .max(500, 'A name has at most 60 letters.')
  .transform(asLine)
  .pipe(z.string().min(2, 'Name the category.').max(60, 'A name has at most 60 letters.'))

export const CategoryForm = z
  .object({
    name: CategoryName,
    slug: z
      .string('Give the end of its address.')
      .transform((text) => text.trim().toLowerCase())
      .pipe(
        z
          .string()
          .regex(
            /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
            'An address holds small letters, digits and hyphens, such as card-payments.',
          )
          .max(60, 'An address has at most 60 letters.'),
      ),
    description: z
      .string()
      .max(5000, 'A description has at most 300 letters.')
      .default('')
      .transform(asLine)
      .pipe(z.string().max(300, 'A description has at most 300 letters.')),
    hue: z
      .string()
      .default('')
      .refine((text) => text === '' || isHue(text), 'A hue is a number from 0 to 359, or nothing.')
      .transform((text) => (text === '' ? null : Number(text))),
    access: z.enum(['public', 'members', 'restricted'], 'Choose who may read it.'),
    role_customer: ticked,
    role_advocate: ticked,
    role_agent: ticked,
    role_moderator: ticked,
    role_admin: ticked,
  })
  .transform((form) => ({ ...form, roles: ROLES.filter((role) => form[`role_${role}`] === '1') }))
  .refine((form) => form.access !== 'restricted' || form.roles.length > 0, {
    path: ['access'],
    message: 'Choose at least one role that may read it.',
  })
export type CategoryForm = z.infer<typeof CategoryForm>

export const CategoryIntent = z.object({
  intent: z.enum(['save', 'archive', 'restore'], 'Press one of the buttons.'),
})

export const MoveCategoryForm = z.object({
  category: z.string('There is no such category.'),
  intent: z.enum(['up', 'down'], 'Press one of the two buttons.'),
})
