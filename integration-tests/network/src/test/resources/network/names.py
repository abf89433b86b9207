"""A name server that can be slow or dead.

Argument: the address to listen on. Commands on standard input, each answered by a line:
  name NAME ADDRESS[,ADDRESS]   what a name stands for; without addresses it is gone
  delay SECONDS                 how long an answer takes
  die                           answer nothing
  live                          answer again, at once
"""
import os, selectors, socket, struct, sys, time

names, delay, dead, waiting = {}, 0.0, False, []


def answer(query):
    end, labels = 12, []
    while query[end]:
        labels.append(query[end + 1:end + 1 + query[end]].decode())
        end += 1 + query[end]
    kind = struct.unpack("!H", query[end + 1:end + 3])[0]
    name = ".".join(labels).lower()
    addresses = names.get(name, []) if kind == 1 else []
    code = 0 if names.get(name) else 3
    header = query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, len(addresses), 0, 0)
    records = [b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + socket.inet_aton(address) for address in addresses]
    return header + query[12:end + 5] + b"".join(records)


def obey(line):
    global delay, dead
    command, *arguments = line.split()
    if command == "name":
        names[arguments[0]] = arguments[1].split(",") if len(arguments) > 1 else []
    elif command == "delay":
        delay = float(arguments[0])
    elif command == "die":
        dead = True
    elif command == "live":
        delay, dead = 0.0, False
    print("ok", flush=True)


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((sys.argv[1], 53))
os.set_blocking(0, False)
selector = selectors.DefaultSelector()
selector.register(server, selectors.EVENT_READ)
selector.register(0, selectors.EVENT_READ)
print("ready", flush=True)
pending = b""
while True:
    for key, _ in selector.select(max(0, waiting[0][0] - time.monotonic()) if waiting else None):
        if key.fileobj is server:
            query, client = server.recvfrom(512)
            if not dead:
                waiting.append((time.monotonic() + delay, query, client))
                waiting.sort(key=lambda each: each[0])
        else:
            text = os.read(0, 4096)
            if not text:
                sys.exit()
            *lines, pending = (pending + text).split(b"\n")
            for line in lines:
                obey(line.decode())
    while waiting and waiting[0][0] <= time.monotonic():
        _, query, client = waiting.pop(0)
        server.sendto(answer(query), client)
