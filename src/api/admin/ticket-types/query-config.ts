export { adminTicketTypeFields } from "../events/query-config"
