/** A WebSocket as far as the live link needs one. */
export interface LiveSocket {
  send(text: string): void;
  close(): void;
}

export interface LiveSocketListener {
  opened(): void;
  message(text: string): void;
  closed(): void;
}

/** Opens a WebSocket to `path` on the page's own origin; `listener` is called later, never from within. */
export type OpenSocket = (path: string, listener: LiveSocketListener) => LiveSocket;

export const openBrowserSocket: OpenSocket = (path, listener) => {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  socket.onopen = () => listener.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") listener.message(data);
  };
  socket.onclose = () => listener.closed();
  return socket;
};
