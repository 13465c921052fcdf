import { z } from 'zod'

const clock = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '"10:00" のように、時刻を " " で囲んで書いてください。')
const period = z
  .strictObject({ from: clock, to: clock })
  .refine(({ from, to }) => from < to, '終わりが始まりより前です。from と to を見てください。')
const day = z.iso.date()
// 2024 has all of them
const monthDay = z
  .string()
  .refine(
    (text) => z.iso.date().safeParse(`2024-${text}`).success,
    '"12-29" のように、カレンダーにある月日を " " で囲んで書いてください。',
  )
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

/** `content/desk.yaml`: when advisors are there, and how the desk looks after requests. */
export const deskSchema = z.strictObject({
  /** Only Japan's time: the whole program speaks it. */
  timeZone: z.literal('Asia/Tokyo'),
  /** Periods by weekday; a day that is not named is closed. Breaks are the gaps between periods. */
  hours: z.partialRecord(weekday, z.array(period)),
  /** What people are told an advisor is called, by the id in Slack; without it the account's name. */
  advisorNames: z
    .record(
      z
        .string()
        .regex(/^[UW][A-Z0-9]{2,}$/, 'U0123ABCD のような id で書いてください(プロフィールの「メンバーIDをコピー」)。'),
      z.string().min(1),
    )
    .default({}),
  closedOnHolidays: z.boolean(),
  /** Closed every year, such as the days around New Year; both ends included. */
  closedEveryYear: z.array(z.strictObject({ from: monthDay, to: monthDay })),
  closedOn: z.array(day),
  /** Days with other hours than their weekday's; they win over holidays. */
  openOn: z.array(z.strictObject({ day, periods: z.array(period) })),
  /** Fewer seats on days when advisors are away. */
  awayOn: z.array(z.strictObject({ day, seats: z.number().int().min(0) })),
  slotMinutes: z.number().int().min(5).max(240),
  seatsPerSlot: z.number().int().min(1).max(100),
  earliestNoticeMinutes: z.number().int().min(0),
  latestNoticeDays: z.number().int().min(1).max(180),
  offerSlots: z.number().int().min(1).max(10),
  consentVersion: z.string().min(1),
  reminders: z.strictObject({ dayBeforeAt: clock, hourBeforeMinutes: z.number().int().min(5) }),
  queue: z.strictObject({
    remindUnclaimedAfterMinutes: z.number().int().min(1),
    mentionLeadAfterMinutes: z.number().int().min(1),
    /** Whom to alert: a member's or a group's id; empty for all who are present. */
    lead: z
      .string()
      .regex(
        /^([UWS][A-Z0-9]{2,})?$/,
        'U0123ABCD のような id を書くか、"" にしてください(プロフィールの「メンバーIDをコピー」)。',
      ),
    askUnfinishedAfterMinutes: z.number().int().min(1),
    endSilentTalkAfterHours: z.number().int().min(1),
    summaryAt: clock,
  }),
  retentionDays: z.strictObject({
    contactAfterEnd: z.number().int().min(1),
    relayAfterEnd: z.number().int().min(1),
    conversation: z.number().int().min(1),
    unanswered: z.number().int().min(1),
    happenings: z.number().int().min(1),
    audit: z.number().int().min(1),
  }),
})

export type DeskRules = z.infer<typeof deskSchema>
