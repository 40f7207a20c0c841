import { randomUUID } from "node:crypto"
import { createStep, StepResponse, WorkflowData } from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"

const nameOwnerStep = createStep("name-lock-owner", async () => new StepResponse(randomUUID()))

type Lock = {
  /** Told apart from the workflow's other locks. */
  name: string
  key: WorkflowData<string> | string
  /** Seconds to wait for it. */
  timeout: number
  /** Seconds after which others may have it, should this process die. */
  ttl: number
}

/**
 * Takes a lock inside a workflow, also where that runs as a step of another one.
 *
 * It has an owner: Medusa's step gives a lock back once more when a later step fails, however long ago it was released, and
 * without an owner that would take it from whoever has it by then, such as a completion of the same cart.
 * @returns what gives it back, to be called where the workflow needs it no more
 */
export function takeLock({ name, key, timeout, ttl }: Lock): () => void {
  const ownerId = nameOwnerStep().config({ name: `name-${name}-lock-owner` })
  const lock = { key, ownerId, executeOnSubWorkflow: true }
  acquireLockStep({ ...lock, timeout, ttl }).config({ name: `lock-${name}` })
  return () => void releaseLockStep(lock).config({ name: `release-${name}` })
}

/** The lock of a cart, which every change of it takes, Medusa's own as well. */
export const lockCart = (cartId: WorkflowData<string> | string) => takeLock({ name: "cart", key: cartId, timeout: 10, ttl: 30 })
