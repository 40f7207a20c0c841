import { useMutation } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"

/** Sends a picture through Medusa's File module; answers its public URL. */
export const useUploadImage = () =>
  useMutation({
    mutationFn: async (file: File) => {
      const { files } = await sdk.admin.upload.create({ files: [file] })
      return files[0].url
    },
  })
