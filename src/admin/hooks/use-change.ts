import { usePrompt } from "@medusajs/ui"
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

/** The way of every change made by a button: asked for, made, and told; or told why it was refused. */
export function useChange() {
  const { t } = useText()
  const prompt = usePrompt()
  const feedback = useFeedback()

  /** Answers what the server did, or nothing when it was thought better of or refused. */
  return async function change<Answer>({ ask, make, done }: Change<Answer>): Promise<Answer | undefined> {
    if (ask) {
      const { harmless, ...question } = ask
      const sure = await prompt({
        ...question,
        cancelText: t("common.cancel"),
        variant: harmless ? "confirmation" : "danger",
      })
      if (!sure) {
        return undefined
      }
    }
    try {
      const answer = await make()
      feedback.done(typeof done === "string" ? done : done(answer))
      return answer
    } catch (error) {
      feedback.failed(error)
      return undefined
    }
  }
}
