#!/usr/bin/python3
"""Adds a Quillport queue by the scheduler's web interface, page by page as a person does. add_printer.py SITE NAME"""
import html
import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request


class Site:
    def __init__(self, address):
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path):
        return self.opener.open(self.address + path, timeout=60).read().decode()

    def post(self, **fields):
        fields["org.cups.sid"] = next(c.value for c in self.jar if c.name == "org.cups.sid")
        return self.opener.open(self.address + "/admin/", urllib.parse.urlencode(fields).encode(), timeout=60).read().decode()


def found(pattern, page, what):
    match = re.search(pattern, page, re.S)
    if match is None:
        sys.exit(f"the page shows no {what}:\n" + re.sub(r"<[^>]+>", " ", page)[:2000])
    return html.unescape(match.group(1))


def main():
    site, name = Site(sys.argv[1]), sys.argv[2]
    site.get("/admin/")
    page = site.post(OP="add-printer")
    device = found(r'VALUE="(quillport:[^"]*)"[^>]*>(?:\s|<[^>]*>)*Quillport electronic signing', page, "device")
    page = site.post(OP="add-printer", DEVICE_URI=device)
    found(r'(NAME="PRINTER_NAME")', page, "place for the name")
    page = site.post(OP="add-printer", DEVICE_URI=device, PRINTER_NAME=name, PRINTER_INFO=name, PRINTER_LOCATION="")
    driver = found(r'VALUE="([^"]*quillport\.ppd)"', page, "driver") if "quillport.ppd" in page else None
    if driver is None:
        page = site.post(OP="add-printer", DEVICE_URI=device, PRINTER_NAME=name, PRINTER_INFO=name, PRINTER_LOCATION="", PPD_MAKE="Quillport")
        driver = found(r'VALUE="([^"]*quillport\.ppd)"', page, "driver")
    page = site.post(OP="add-printer", DEVICE_URI=device, PRINTER_NAME=name, PRINTER_INFO=name, PRINTER_LOCATION="", PPD_NAME=driver)
    found(r"(successfully|Set Default Options|printer-set-options|/printers/" + name + ")", page, "success")


if __name__ == "__main__":
    main()
