/**
 * A server's address in the variables that Medusa's test tools read. They ask a server for TLS unless its address
 * says "localhost", so the loopback address gets that name.
 */
export function databaseEnvironment(databaseUrl: string): Record<string, string> {
  const { hostname, port, username, password } = new URL(databaseUrl)
  return {
    DB_HOST: ["127.0.0.1", "[::1]"].includes(hostname) ? "localhost" : hostname,
    DB_PORT: port || "5432",
    DB_USERNAME: decodeURIComponent(username),
    DB_PASSWORD: decodeURIComponent(password),
  }
}
