/** A hold that takes stock, by PostgreSQL's clock. */
export const LIVE = `(status = 'ordering' or (status = 'active' and expires_at > clock_timestamp())) and deleted_at is null`
