import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"

const kit = (path: string) => fileURLToPath(new URL(`../kit/${path}`, import.meta.url))

/** The kit comes from its source, so the shop needs no build of the kit first. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@event-monetization\/storefront-kit$/, replacement: kit("src/index.ts") },
      { find: /^@event-monetization\/storefront-kit\/react$/, replacement: kit("src/react/index.ts") },
      { find: /^@event-monetization\/storefront-kit\/styles\.css$/, replacement: kit("styles.css") },
    ],
    dedupe: ["react", "react-dom"],
  },
  esbuild: { jsx: "automatic" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    rollupOptions: {
      onwarn(warning, warn) {
        // "use client" is for servers that render React; a browser bundle has no use for it
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE" && warning.code !== "SOURCEMAP_ERROR") {
          warn(warning)
        }
      },
      output: { manualChunks: { react: ["react", "react-dom", "react-router-dom"] } },
    },
  },
})
