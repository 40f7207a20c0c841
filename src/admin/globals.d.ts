/** Replaced by Medusa's admin bundler in the app that hosts the extension. */
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined
declare const __MAX_UPLOAD_FILE_SIZE__: number | undefined
