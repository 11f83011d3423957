import { capitalised } from '#shared/format/capitalised.ts'
import { sweptKeyOf, type RecipeRoleId } from '#shared/results/recipeRoles.ts'
import type { RoleId } from '#shared/results/roles.ts'
import { sweptText } from '#renderer/components/plan/sweptText.ts'
import type { Translate } from '#renderer/i18n/texts.ts'

/** The name of a meaning of a column. */
export function roleText(id: RoleId, t: Translate): string {
  const key = sweptKeyOf(id)
  return key ? capitalised(sweptText(key, t)) : t(`results.roles.${id as Exclude<RoleId, RecipeRoleId>}`)
}
