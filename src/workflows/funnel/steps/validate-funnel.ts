import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { FUNNEL_MODULE } from "../../../modules/funnel"
import { validateGraph } from "../../../modules/funnel/graph"
import type FunnelModuleService from "../../../modules/funnel/service"
import { FunnelData } from "../../../modules/funnel/service"
import { StepDefinition } from "../../../modules/funnel/types"
import { OFFER_MODULE } from "../../../modules/offer"
import type OfferModuleService from "../../../modules/offer/service"
import { programOf } from "../../program/container"

/** A new funnel, or with an id what changes of one. */
export type SaveFunnelInput = Partial<FunnelData> & { id?: string; steps?: StepDefinition[] }

const invalid = (code: string, message: string) => new MedusaError(MedusaError.Types.INVALID_DATA, message, code)
const notFound = (code: string, message: string) => new MedusaError(MedusaError.Types.NOT_FOUND, message, code)

/**
 * Judges a funnel as it would be stored: its graph, its offers' event, and that an active one has something to offer.
 * Answers the event, which a change keeps.
 */
export const validateFunnelStep = createStep("validate-funnel", async (input: SaveFunnelInput, { container }) => {
  const funnels = container.resolve<FunnelModuleService>(FUNNEL_MODULE)
  const [existing] = input.id ? await funnels.listOfferFunnels({ id: input.id }, { relations: ["steps"] }) : []
  if (input.id && !existing) {
    throw notFound("funnel_not_found", "There is no such funnel.")
  }
  const eventId = existing?.event_id ?? (input.event_id as string)
  if (existing && input.event_id && input.event_id !== existing.event_id) {
    throw invalid("event_fixed", "A funnel stays with its event.")
  }
  const [event] = existing ? [existing] : await programOf(container).listProgramEvents({ id: eventId }, { select: ["id"] })
  if (!event) {
    throw notFound("event_not_found", "There is no such event.")
  }
  const steps = input.steps ?? existing?.steps ?? []
  const problem = validateGraph(steps)
  if (problem) {
    throw invalid(problem.code, problem.message)
  }
  if ((input.status ?? existing?.status) === "active" && !steps.length) {
    throw invalid("funnel_empty", "An active funnel needs at least one step.")
  }
  if (input.steps?.length) {
    const ids = [...new Set(input.steps.map((step) => step.offer_id))]
    const offers = await container.resolve<OfferModuleService>(OFFER_MODULE).listOffers({ id: ids }, { select: ["id", "event_id", "title"] })
    const missing = ids.find((id) => !offers.some((offer) => offer.id === id))
    if (missing) {
      throw notFound("offer_not_found", `There is no offer "${missing}".`)
    }
    const foreign = offers.find((offer) => offer.event_id !== eventId)
    if (foreign) {
      throw invalid("wrong_event", `${foreign.title} belongs to another event.`)
    }
  }
  return new StepResponse({ event_id: eventId })
})
