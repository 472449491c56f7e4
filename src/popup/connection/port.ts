/** A port of the browser's, as far as it is needed here. */
export type Port = {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onDisconnect(listener: () => void): void
  disconnect(): void
}
