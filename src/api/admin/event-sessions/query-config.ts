export { adminSessionFields } from "../events/query-config"
