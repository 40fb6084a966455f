import type { ExpressionBuilder } from 'kysely'
import type { Schema } from '#db/schema.ts'

/** A request that staff replied to: the reply may be an answer for others. */
export const hasStaffReply = (eb: ExpressionBuilder<Schema, 'requests'>) =>
  eb.exists(
    eb
      .selectFrom('request_replies')
      .select('request_replies.request_id')
      .whereRef('request_replies.request_id', '=', 'requests.id')
      .where('request_replies.author', '=', 'staff'),
  )
