import { MERCHANT_NAME } from "../resources/account"
import { html, Html } from "./html"
import { STYLES } from "./styles"

export interface PageParts {
  title: string
  body: Html
  /** Script for comforts; the page works without it. */
  script?: string
}

/** A whole document. `nonce` allows the embedded style and script. */
export function layout({ title, body, script }: PageParts, nonce: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${new Html(STYLES)}
        </style>
      </head>
      <body>
        ${body}
        ${
          script
            ? html`<script nonce="${nonce}">
                ${new Html(script)}
              </script>`
            : ""
        }
      </body>
    </html> `.text
}

/** Merchant name with the test badge, and a way back when there is one. */
export function merchant(backUrl: string | null = null): Html {
  return html`<header class="merchant">
    ${
      backUrl
        ? html`<a class="back" href="${backUrl}" aria-label="Back to ${MERCHANT_NAME}"
            ><svg
              width="18"
              height="18"
              viewBox="0 0 18 18"
              fill="none"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linecap="round"
              stroke-linejoin="round"
              aria-hidden="true"
            >
              <path d="M14.5 9h-11M8 4 3 9l5 5" /></svg
          ></a>`
        : ""
    }
    <span class="mark" aria-hidden="true">D</span>
    <strong>${MERCHANT_NAME}</strong>
    <span class="badge">Test mode</span>
  </header>`
}

/** A page that says one thing. */
export function notice(options: {
  title: string
  text: string
  icon: "good" | "clock" | "none"
  details?: Html
  actions?: Html
  back?: string | null
}): Html {
  const icons = {
    good: html`<span class="icon good" aria-hidden="true"
      ><svg
        width="22"
        height="22"
        viewBox="0 0 22 22"
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <path d="m5 11.5 4 4 8-9" /></svg
    ></span>`,
    clock: html`<span class="icon" aria-hidden="true"
      ><svg
        width="22"
        height="22"
        viewBox="0 0 22 22"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <circle cx="11" cy="11" r="8" />
        <path d="M11 6.5V11l3 2" /></svg
    ></span>`,
    none: "",
  }
  return html`<main class="notice">
    <div class="card">
      ${merchant()} ${icons[options.icon]}
      <h1 class="title">${options.title}</h1>
      <p>${options.text}</p>
      ${options.details ?? ""} ${options.actions ? html`<div class="actions">${options.actions}</div>` : ""}
    </div>
  </main>`
}
