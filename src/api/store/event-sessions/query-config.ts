import { storeSessionFields } from "../events/query-config"

export const retrieveStoreSessionConfig = {
  defaults: [...storeSessionFields, "event.id", "event.handle", "event.title", "event.time_zone"],
  isList: false,
}

export const registrationConfig = { defaults: ["id"], isList: false }
