#!/usr/bin/python3
"""Begins to print and dies: sends a Print-Job with half of FILE to 127.0.0.1:PORT and closes the connection.

ipp_break_off.py PORT FILE chunked|length
"""
import socket
import struct
import sys


def attribute(tag, name, value):
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def main():
    port, path, way = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    uri = f"ipp://127.0.0.1:{port}/ipp/print".encode()
    head = struct.pack(">BBHIB", 2, 0, 0x0002, 1, 1)
    head += attribute(0x47, b"attributes-charset", b"utf-8") + attribute(0x48, b"attributes-natural-language", b"en")
    head += attribute(0x45, b"printer-uri", uri) + attribute(0x42, b"job-name", b"Half") + attribute(0x49, b"document-format", b"application/pdf") + b"\x03"
    document = open(path, "rb").read()
    half = document[: len(document) // 2]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        request = f"POST /ipp/print HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/ipp\r\n"
        if way == "chunked":
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (head, half))
            connection.sendall(f"{request}Transfer-Encoding: chunked\r\n\r\n".encode() + body)
        else:
            connection.sendall(f"{request}Content-Length: {len(head) + len(document)}\r\n\r\n".encode() + head + half)


if __name__ == "__main__":
    main()
