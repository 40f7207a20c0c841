import { asValue } from "@medusajs/framework/awilix"
import { createMedusaContainer, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"
import { lockCart } from "./cart-lock"

type Input = { cart_id: string }
type Locking = { acquire: (key: string, args?: object) => Promise<void> }

const CART = "cart_1"
const isHeld = (locking: Locking) => locking.acquire(CART).then(
  () => false,
  () => true
)

/** What comes after the lock was given back: somebody else takes it, and then something goes wrong. */
const failAfterAnotherTookIt = createStep("fail-after-another-took-it", async (_: Input, { container }) => {
  await container.resolve<Locking>(Modules.LOCKING).acquire(CART)
  throw new Error("Stripe is down")
})
const lookStep = createStep("look", async (_: Input, { container }) => new StepResponse(await isHeld(container.resolve(Modules.LOCKING))))

const failing = createWorkflow("cart-lock-failing", (input: Input) => {
  const release = lockCart(input.cart_id)
  release()
  failAfterAnotherTookIt(input)
})
const failingWithoutOwner = createWorkflow("cart-lock-failing-without-owner", (input: Input) => {
  acquireLockStep({ key: input.cart_id })
  releaseLockStep({ key: input.cart_id })
  failAfterAnotherTookIt(input)
})
const looking = createWorkflow("cart-lock-looking", (input: Input) => {
  const release = lockCart(input.cart_id)
  const held = lookStep(input)
  release()
  return new WorkflowResponse(held)
})
const lookingInside = createWorkflow("cart-lock-looking-inside", (input: Input) => new WorkflowResponse(looking.runAsStep({ input })))

describe("the lock of a cart", () => {
  const shop = () => {
    const locking = new InMemoryLockingProvider()
    const container = createMedusaContainer()
    container.register({ [Modules.LOCKING]: asValue(locking) } as never)
    return { locking, container }
  }
  const input = { cart_id: CART }

  it.each([
    ["in a workflow", looking],
    ["in one that runs as a step of another", lookingInside],
  ])("is held %s until it is given back", async (_name, workflow) => {
    const { locking, container } = shop()
    expect((await workflow(container).run({ input })).result).toBe(true)
    expect(await isHeld(locking)).toBe(false)
  })

  it("stays with whoever has it by then when a later step fails", async () => {
    const { locking, container } = shop()
    await expect(failing(container).run({ input })).rejects.toMatchObject({ message: "Stripe is down" })
    expect(await isHeld(locking)).toBe(true)
  })

  it("would be taken from them without an owner", async () => {
    const { locking, container } = shop()
    await expect(failingWithoutOwner(container).run({ input })).rejects.toMatchObject({ message: "Stripe is down" })
    expect(await isHeld(locking)).toBe(false)
  })
})
