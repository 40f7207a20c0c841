/** The shop's own server gave no configuration: nothing else can work. */
export function StartFailure({ onRetry }: { onRetry: () => void }) {
  return (
    <main className="page page--narrow">
      <h1 className="display">We can't open the shop right now</h1>
      <p className="lead">Check your connection and try again.</p>
      <button type="button" className="em-button" onClick={onRetry}>
        Try again
      </button>
    </main>
  )
}
