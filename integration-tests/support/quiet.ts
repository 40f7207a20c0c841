import type { EventEmitter } from "node:events"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

type Listener = ((data: unknown) => unknown) & { subscriberId?: string }

/**
 * Ends the app's scheduled jobs, which would otherwise come between two lines of a test; a test that is about a job runs it
 * itself. To be called before each test: a job under way schedules itself again when it ends.
 */
export const stopScheduledJobs = () => new WorkflowScheduler().clear()

/**
 * Watches the local event bus, which tells nobody when its subscribers are done.
 * @returns the number of subscribers under way; always 0 with another event bus
 */
export function watchSubscribers(container: MedusaContainer): () => number {
  const { eventEmitter_: emitter } = container.resolve(Modules.EVENT_BUS) as unknown as { eventEmitter_?: EventEmitter }
  let running = 0
  for (const name of emitter?.eventNames() ?? []) {
    for (const listener of emitter?.listeners(name) as Listener[]) {
      const watched = async (data: unknown) => {
        running += 1
        try {
          await listener(data)
        } finally {
          running -= 1
        }
      }
      emitter?.off(name, listener)
      emitter?.on(name, Object.assign(watched, { subscriberId: listener.subscriberId }))
    }
  }
  return () => running
}

/** Waits until nothing has been under way for a moment: an event reaches its subscribers a little after it was sent. */
export async function becomeQuiet(underWay: () => number, seconds = 60): Promise<void> {
  const until = Date.now() + seconds * 1000
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    quiet = underWay() ? 0 : quiet + 1
    if (Date.now() > until) {
      throw new Error(`${underWay()} subscribers or webhooks are still under way after ${seconds} s`)
    }
  }
}
