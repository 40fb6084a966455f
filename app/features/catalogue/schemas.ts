import { z } from 'zod'
import { isHue } from '#app/kernel/hues.ts'
import { ROLES } from '#app/kernel/roles.ts'
import { asLine } from '#app/kernel/text.ts'
import { sayingText } from '#app/locale/saying.ts'
import { catalogueRefusals } from './words/refusals.ts'

const ticked = z.literal('1').optional()

const CategoryName = z
  .string(sayingText(catalogueRefusals, 'name'))
  .max(500, sayingText(catalogueRefusals, 'name.long'))
  .transform(asLine)
  .pipe(z.string().min(2, sayingText(catalogueRefusals, 'name')).max(60, sayingText(catalogueRefusals, 'name.long')))

export const CategoryForm = z
  .object({
    name: CategoryName,
    slug: z
      .string(sayingText(catalogueRefusals, 'slug'))
      .transform((text) => text.trim().toLowerCase())
      .pipe(
        z
          .string()
          .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, sayingText(catalogueRefusals, 'slug.letters'))
          .max(60, sayingText(catalogueRefusals, 'slug.long')),
      ),
    description: z
      .string()
      .max(5000, sayingText(catalogueRefusals, 'description.long'))
      .default('')
      .transform(asLine)
      .pipe(z.string().max(300, sayingText(catalogueRefusals, 'description.long'))),
    hue: z
      .string()
      .default('')
      .refine((text) => text === '' || isHue(text), sayingText(catalogueRefusals, 'hue'))
      .transform((text) => (text === '' ? null : Number(text))),
    access: z.enum(['public', 'members', 'restricted'], sayingText(catalogueRefusals, 'access')),
    brand: z
      .string()
      .max(500, sayingText(catalogueRefusals, 'brand.long'))
      .default('')
      .transform(asLine)
      .pipe(z.string().max(60, sayingText(catalogueRefusals, 'brand.long'))),
    role_customer: ticked,
    role_advocate: ticked,
    role_agent: ticked,
    role_moderator: ticked,
    role_admin: ticked,
  })
  .transform((form) => ({ ...form, roles: ROLES.filter((role) => form[`role_${role}`] === '1') }))
  .refine((form) => form.access !== 'restricted' || form.roles.length > 0, {
    path: ['access'],
    message: sayingText(catalogueRefusals, 'roles'),
  })
export type CategoryForm = z.infer<typeof CategoryForm>

export const CategoryIntent = z.object({
  intent: z.enum(['save', 'archive', 'restore'], sayingText(catalogueRefusals, 'button')),
})

export const MoveCategoryForm = z.object({
  category: z.string(sayingText(catalogueRefusals, 'unknown')),
  intent: z.enum(['up', 'down'], sayingText(catalogueRefusals, 'twoButtons')),
})
