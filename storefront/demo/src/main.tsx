import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import "@event-monetization/storefront-kit/styles.css"
import "./styles/theme.css"
import "./styles/layout.css"
import "./styles/event.css"
import "./styles/checkout.css"
import { App } from "./app.tsx"
import { StartFailure } from "./components/start-failure.tsx"
import { loadConfig } from "./config.ts"

const root = createRoot(document.getElementById("root") as HTMLElement)

function start(): void {
  loadConfig().then(
    (config) =>
      root.render(
        <StrictMode>
          <App config={config} />
        </StrictMode>
      ),
    () => root.render(<StartFailure onRetry={start} />)
  )
}

start()
