"""A mail server of one class, scripted: what it answers to RCPT and DATA, and when it hangs up."""

import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as smtplib needs."""

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        script = self.server.script
        self.server.connections += 1
        if script.get("greeting"):
            self.say(script["greeting"])
            return
        self.say("220 test")
        while line := self.rfile.readline():
            word = line[:4].strip().upper()
            if word in (b"EHLO", b"HELO"):
                self.say("250 test")
            elif word == b"RCPT":
                answer = script.get("rcpt", "250 ok")
                self.say(answer(line.decode()) if callable(answer) else answer)
            elif word == b"DATA":
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                if script.get("drop_after_data"):
                    return
                answer = script.get("data", "250 ok")
                if answer.startswith("250"):
                    self.server.received.append(b"".join(lines).decode())
                self.say(answer)
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


class SmtpServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, **script):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.received, self.connections = script, [], 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def stop(self):
        self.shutdown()
        self.server_close()
