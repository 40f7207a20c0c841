import { Module } from "@medusajs/framework/utils"
import ProgramModuleService from "./service"

/** Key of the programme module in the container. */
export const PROGRAM_MODULE = "program"

export * from "./types"
export { ProgramModuleService }

export default Module(PROGRAM_MODULE, { service: ProgramModuleService })
