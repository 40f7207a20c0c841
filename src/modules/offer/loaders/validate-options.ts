import { LoaderOptions } from "@medusajs/framework/types"
import { resolveOptions } from "../options"

/** A wrong option stops the start with its name, instead of the first sale. */
export default async function validateOptions({ options }: LoaderOptions): Promise<void> {
  resolveOptions(options)
}
