export { AdminUpdateTicketType, type AdminUpdateTicketTypeType } from "../events/validators"
