import type { MedusaContainer } from "@medusajs/framework/types"
import { PROGRAM_MODULE, type ProgramModuleService } from "../../modules/program"

/** The programme module out of Medusa's container. */
export const programOf = (container: MedusaContainer): ProgramModuleService => container.resolve(PROGRAM_MODULE)
