import { Module } from "@medusajs/framework/utils"
import FunnelModuleService from "./service"

export const FUNNEL_MODULE = "funnel"

export default Module(FUNNEL_MODULE, { service: FunnelModuleService })
