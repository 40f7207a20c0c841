export { AdminUpdateSession, type AdminUpdateSessionType } from "../events/validators"
