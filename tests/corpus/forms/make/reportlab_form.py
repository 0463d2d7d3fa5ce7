#!/usr/bin/python3
"""Makes reportlab.pdf. Usage: reportlab_form.py OUT.pdf"""
import sys

from reportlab.pdfgen import canvas

page = canvas.Canvas(sys.argv[1], pagesize=(595, 842), invariant=1)
page.setFont("Helvetica", 12)
page.drawString(60, 780, "Registration")
form = page.acroForm
form.textfield(name="applicant", tooltip="Applicant", value="Ana Horvat", x=60, y=730, width=200, height=20, fontSize=10)
form.textfield(name="story", value="One\nTwo", x=60, y=660, width=300, height=60, fieldFlags="multiline", fontSize=10)
form.checkbox(name="agree", tooltip="I agree", checked=True, buttonStyle="check", x=60, y=620, size=14)
form.radio(name="size", value="S", selected=False, x=60, y=590, size=14)
form.radio(name="size", value="M", selected=True, x=90, y=590, size=14)
form.choice(name="colour", value="blue", options=[("Red", "red"), ("Blue", "blue")], x=60, y=550, width=120, height=20)
form.listbox(name="towns", value="Zagreb", options=["Zagreb", "Split"], x=60, y=490, width=120, height=50)
page.save()
