/** Reads until the value is as expected, or time is up; answers the last value for an expectation to judge. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  expected: (value: Value) => boolean,
  seconds = 30
): Promise<Value> {
  const until = Date.now() + seconds * 1000
  for (;;) {
    const value = await read()
    if (expected(value) || Date.now() > until) {
      return value
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
