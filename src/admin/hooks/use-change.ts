import { usePrompt } from "@medusajs/ui"
import { useCallback, useRef } from "react"
import { useFeedback } from "./use-feedback"
import { useText } from "./use-text"

export type Question = {
  title: string
  description: string
  confirmText: string
  /** Nothing is lost by it: its button isn't red. */
  harmless?: boolean
}

export type Change<Answer> = {
  /** Asked first where it can hurt. */
  ask?: Question
  make: () => Promise<Answer>
  /** What a person reads once it is made. */
  done: string | ((answer: Answer) => string)
}

/**
 * The way of every change made by a button: asked for, made, and told; or told why it was refused. Always the same function:
 * a table whose columns were made anew with it would mount all its cells again, and close what is open in them.
 */
export function useChange() {
  const { t } = useText()
  const prompt = usePrompt()
  const feedback = useFeedback()
  const latest = useRef({ t, prompt, feedback })
  latest.current = { t, prompt, feedback }

  /** Answers what the server did, or nothing when it was thought better of or refused. */
  return useCallback(async function change<Answer>({ ask, make, done }: Change<Answer>): Promise<Answer | undefined> {
    if (ask) {
      const { harmless, ...question } = ask
      const sure = await latest.current.prompt({
        ...question,
        cancelText: latest.current.t("common.cancel"),
        variant: harmless ? "confirmation" : "danger",
      })
      if (!sure) {
        return undefined
      }
    }
    try {
      const answer = await make()
      latest.current.feedback.done(typeof done === "string" ? done : done(answer))
      return answer
    } catch (error) {
      latest.current.feedback.failed(error)
      return undefined
    }
  }, [])
}
