import { type Answer, bad, missing, ok, type Request } from './answer.ts'
import { pictureProblem, richMenuProblem } from './rich-menu-rules.ts'
import type { LineState } from './state.ts'

type Body = Record<string, unknown>
const NO_PICTURE = 'must upload richmenu image before applying it to user'
const AT_ONCE = 500

/** Rich menus, their pictures, aliases and who sees which (https://developers.line.biz/en/reference/messaging-api/#rich-menu). */
export function richMenus(state: LineState, request: Request, body: Body): Answer | undefined {
  const parts = request.path.split('/').slice(3)
  if (parts[0] === 'user' && parts[2] === 'richmenu')
    return parts[1] === 'all'
      ? defaultMenu(state, request.method, parts[3])
      : personsMenu(state, request.method, parts[1]!, parts[3])
  if (parts[0] !== 'richmenu') return undefined
  if (parts[1] === 'alias') return alias(state, request.method, parts[2], body)
  if (parts[1] === 'bulk' && parts[2] === 'link') return bulkLink(state, body)
  if (parts[1] === 'validate') return refuse(body) ?? ok()
  if (parts[1] === 'list')
    return ok({ richmenus: [...state.richMenus].map(([richMenuId, { menu }]) => ({ richMenuId, ...menu })) })
  if (parts[2] === 'content') return content(state, request, parts[1]!)
  if (parts[1] === undefined && request.method === 'POST') {
    const refused = refuse(body)
    if (refused) return refused
    const richMenuId = `richmenu-${state.next++}`
    state.richMenus.set(richMenuId, { menu: body, image: undefined })
    return ok({ richMenuId })
  }
  const known = state.richMenus.get(parts[1] ?? '')
  if (!known) return missing
  if (request.method === 'GET') return ok({ richMenuId: parts[1], ...known.menu })
  if (request.method !== 'DELETE') return undefined
  state.richMenus.delete(parts[1]!)
  if (state.defaultRichMenu === parts[1]) state.defaultRichMenu = undefined
  for (const [user, id] of state.richMenuOf) if (id === parts[1]) state.richMenuOf.delete(user)
  return ok()
}

/** The menu below a person's talk: their own, or the one for all. */
export const menuOf = (state: LineState, userId: string) =>
  state.richMenus.get(state.richMenuOf.get(userId) ?? state.defaultRichMenu ?? '')

function refuse(menu: Body): Answer | undefined {
  const problem = richMenuProblem(menu)
  return problem === undefined
    ? undefined
    : bad('The request body has 1 error(s)', [{ message: problem, property: problem.split(' ')[0] }])
}

function content(state: LineState, { method, headers, body }: Request, id: string): Answer {
  const known = state.richMenus.get(id)
  if (!known) return missing
  if (method === 'GET') return known.image ? ok(known.image) : missing
  if (known.image) return bad('An image has already been uploaded to the richmenu')
  const problem = pictureProblem(headers['content-type'], body)
  if (problem) return bad(problem)
  known.image = body as Buffer
  return ok()
}

function defaultMenu(state: LineState, method: string, id: string | undefined): Answer {
  if (method === 'GET') return state.defaultRichMenu ? ok({ richMenuId: state.defaultRichMenu }) : missing
  if (method === 'DELETE') {
    state.defaultRichMenu = undefined
    return ok()
  }
  const known = state.richMenus.get(id ?? '')
  if (!known) return missing
  if (!known.image) return bad(NO_PICTURE)
  state.defaultRichMenu = id
  return ok()
}

function personsMenu(state: LineState, method: string, user: string, id: string | undefined): Answer {
  if (method === 'GET') return state.richMenuOf.has(user) ? ok({ richMenuId: state.richMenuOf.get(user) }) : missing
  if (method === 'DELETE') {
    state.richMenuOf.delete(user)
    return ok()
  }
  const known = state.richMenus.get(id ?? '')
  if (!known) return missing
  if (!known.image) return bad(NO_PICTURE)
  // to somebody who blocked the account LINE answers 200 and links nothing
  if (state.people.get(user)?.isFriend !== false) state.richMenuOf.set(user, id!)
  return ok()
}

function bulkLink(state: LineState, body: Body): Answer {
  const { richMenuId, userIds } = body
  if (!Array.isArray(userIds) || userIds.length < 1 || userIds.length > AT_ONCE)
    return bad(`userIds must have 1 to ${AT_ONCE} items`)
  if (!state.richMenus.get(String(richMenuId))?.image) return bad(NO_PICTURE)
  for (const user of userIds) personsMenu(state, 'POST', String(user), String(richMenuId))
  return { status: 202, body: {} }
}

function alias(state: LineState, method: string, id: string | undefined, body: Body): Answer {
  const shown = (name: string) => ({ richMenuAliasId: name, richMenuId: state.aliases.get(name) })
  if (method === 'GET') {
    if (id === 'list') return ok({ aliases: [...state.aliases.keys()].map(shown) })
    return id && state.aliases.has(id) ? ok(shown(id)) : missing
  }
  if (method === 'DELETE') return id && state.aliases.delete(id) ? ok() : missing
  const name = id ?? String(body.richMenuAliasId ?? '')
  if (!/^[a-z0-9_-]{1,32}$/.test(name)) return bad('richMenuAliasId is invalid')
  if (id === undefined && state.aliases.has(name)) return bad('conflict richmenu alias id')
  if (id !== undefined && !state.aliases.has(name)) return missing
  if (!state.richMenus.get(String(body.richMenuId))?.image) return bad('richmenu not found or without an image')
  state.aliases.set(name, String(body.richMenuId))
  return ok()
}
