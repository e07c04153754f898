// A CONNECT proxy on loopback that leads every host of the demo org to its server and refuses all others: for browsers
// that can't map hosts (Firefox), and so that a test can't reach the network by mistake.

import { createServer } from "node:http";
import { connect } from "node:net";

/** @param {number} target the server's port @param {(host: string) => boolean} allowed */
export async function startProxy(target, allowed) {
  const refused = [];
  const sockets = new Set();
  // What is asked without TLS comes whole, and is of no host of the demo org.
  const server = createServer((request, response) => {
    refused.push(URL.canParse(request.url) ? new URL(request.url).hostname : request.url);
    response.writeHead(403).end();
  });
  server.on("connect", (request, socket, head) => {
    const host = request.url.replace(/:\d+$/, "");
    socket.on("error", () => socket.destroy());
    if (!allowed(host)) {
      refused.push(host);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const upstream = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  };
  return { port: server.address().port, refused, close };
}
