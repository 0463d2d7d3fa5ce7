#!/usr/bin/python3
"""Makes libreoffice.pdf, and libreoffice_tagged.pdf as PDF/UA, from a Writer document with form controls. Usage: libreoffice.py FOLDER
Starts a LibreOffice of its own; needs python3-uno."""
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.awt import Point, Size
from com.sun.star.beans import PropertyValue
from com.sun.star.text.TextContentAnchorType import AT_PAGE

folder = pathlib.Path(sys.argv[1]).resolve()
profile = tempfile.TemporaryDirectory()
pipe = "quillport_forms"
office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{profile.name}", "--headless", "--norestore",
                           f"--accept=pipe,name={pipe};urp;"])


def setting(name, value):
    out = PropertyValue()
    out.Name, out.Value = name, value
    return out


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


context = connected()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (setting("Hidden", True),))
text = document.getText()
text.insertString(text.createTextCursor(), "Application\n\nSigned: {{sig:1}}", False)


def control(kind, name, x, y, width, height, **properties):
    model = document.createInstance("com.sun.star.form.component." + kind)
    model.Name = name
    for key, value in properties.items():
        setattr(model, key, value)
    shape = document.createInstance("com.sun.star.drawing.ControlShape")
    shape.setSize(Size(width * 100, height * 100))
    shape.AnchorType = AT_PAGE
    shape.AnchorPageNo = 1
    shape.setPosition(Point(x * 100, y * 100))
    shape.setControl(model)
    document.getDrawPage().add(shape)


control("TextField", "Name", 20, 60, 70, 7, Text="Žofie Nováková", HelpText="Your full name")
control("TextField", "Remarks", 20, 70, 70, 20, MultiLine=True, Text="First\nsecond")
control("CheckBox", "Consent", 20, 95, 5, 5, State=1)
control("CheckBox", "News", 20, 103, 5, 5)
control("RadioButton", "Delivery", 20, 111, 5, 5, RefValue="post", State=1)
control("RadioButton", "Delivery", 30, 111, 5, 5, RefValue="shop")
control("ListBox", "Branch", 20, 120, 50, 7, Dropdown=True, StringItemList=("Praha", "Brno", "Łódź"), DefaultSelection=(1,))
control("DateField", "From", 20, 130, 40, 7)
control("NumericField", "Pieces", 20, 140, 40, 7)
control("TextField", "Number", 20, 150, 40, 7, Text="A-17", ReadOnly=True)

for name, extra in (("libreoffice", ()), ("libreoffice_tagged", (setting("PDFUACompliance", True), setting("UseTaggedPDF", True)))):
    filters = uno.Any("[]com.sun.star.beans.PropertyValue", (setting("ExportFormFields", True), setting("FormsType", 0)) + extra)
    document.storeToURL((folder / f"{name}.pdf").as_uri(), (setting("FilterName", "writer_pdf_Export"), setting("FilterData", filters)))
document.close(False)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(30)
