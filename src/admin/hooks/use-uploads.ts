import { useEffect, useRef, useState } from "react"
import { sizeProblem, Upload, uploadProblem } from "../lib/uploads"
import { useUploadAsset } from "./use-offer-assets"

/**
 * Files going up one after the other, each with its progress; a finished one leaves the list, a refused one stays.
 * @param mostBytes a larger file isn't sent
 */
export function useUploads(offerId: string, mostBytes: number, onUploaded: (name: string) => void) {
  const { mutateAsync } = useUploadAsset(offerId)
  const [uploads, setUploads] = useState<Upload[]>([])
  const queue = useRef(Promise.resolve())
  const next = useRef(0)
  const running = useRef(new Map<number, AbortController>())

  const change = (number: number, changes: Partial<Upload>) =>
    setUploads((list) => list.map((upload) => (upload.number === number ? { ...upload, ...changes } : upload)))
  const drop = (number: number) => setUploads((list) => list.filter((upload) => upload.number !== number))

  // Leaving the page ends what is on its way.
  useEffect(() => {
    const controllers = running.current
    return () => controllers.forEach((controller) => controller.abort())
  }, [])

  const send = async (file: File, number: number, controller: AbortController) => {
    if (controller.signal.aborted) {
      return
    }
    try {
      await mutateAsync({ file, signal: controller.signal, onProgress: (share) => change(number, { share }) })
      drop(number)
      onUploaded(file.name)
    } catch (error) {
      if (!controller.signal.aborted) {
        change(number, { problem: uploadProblem(error) })
      }
    } finally {
      running.current.delete(number)
    }
  }

  const add = (files: File[]) => {
    for (const file of files) {
      const number = (next.current += 1)
      const problem = sizeProblem(file.size, mostBytes)
      setUploads((list) => [...list, { number, name: file.name, size: file.size, share: 0, problem }])
      if (problem) {
        continue
      }
      const controller = new AbortController()
      running.current.set(number, controller)
      queue.current = queue.current.then(() => send(file, number, controller))
    }
  }

  /** Ends an upload on its way, or takes a refused one off the list. */
  const dismiss = (number: number) => {
    running.current.get(number)?.abort()
    drop(number)
  }

  return { uploads, add, dismiss }
}
